using System.ComponentModel;
using System.Globalization;
using GraphQL.Transport;
using GraphQL.Validation;
using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Domain.Organisation;
using Lintel.Schema.Shared.Mutating;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lintel.Schema.Documents.Mutations;

/// <summary>Lets an account send documents by their ids.</summary>
internal sealed class TrustedDocumentsPublish(IServiceProvider services)
    : Mutation<TrustedDocumentsPublish.TrustedDocumentsPublishInput, TrustedDocumentChange>(
        "trustedDocumentsPublish",
        "Adds documents that an account may send by their documentId, all or none. Each must be valid in the graph as the account has it. Those that are "
            + "there already stay; one that was retired comes back. Noted in the audit log.",
        TrustedDocumentAccess.Change
    )
{
    [Limit("documents", "One manifest of trusted documents.")]
    public const int Most = 1_000;

    /// <summary>Documents that an account may send, in all.</summary>
    [Limit("documents", "The trusted documents of an account.")]
    public const int MostOfAccount = 10_000;

    internal sealed record TrustedDocumentsPublishInput : MutationInput
    {
        [Description("Who may send them; absent: your own account.")]
        public Ref<Account>? AccountId { get; init; }

        [Description(
            "The documents, 1 to 1,000; at most 10,000 with those that the account has. Larger manifests, or such that the limit on variables does not let pass, are published in several calls."
        )]
        public required IReadOnlyList<ManifestDocumentInput> Manifest { get; init; }
    }

    [Description("A document of a manifest.")]
    internal sealed record ManifestDocumentInput
    {
        [Description("SHA-256 of the document in UTF-8, in lower-case hex, with or without sha256: in front.")]
        public required string Id { get; init; }

        [Description("The document, with one operation.")]
        public required string Document { get; init; }

        [Description("What you call it, at most 200 characters.")]
        public string? Name { get; init; }
    }

    public override IReadOnlyList<Type> Errors => [typeof(WrongState)];

    protected override async Task<Outcome<Guid>> RunAsync(TrustedDocumentsPublishInput input, UseCase use, CancellationToken cancellationToken)
    {
        var found = await TrustedDocumentAccount.FindAsync(input.AccountId, use, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Errors.ToArray();
        }

        if (input.Manifest.Count is 0 or > Most)
        {
            return InvalidInput.OutOfRange(string.Create(CultureInfo.InvariantCulture, $"1 to {Most} documents"), "manifest");
        }

        var account = found.Value;
        var inUse = await use.Db.TrustedDocuments.CountAsync(one => one.AccountId == account.Id && one.RetiredAt == null, cancellationToken);
        if (inUse + input.Manifest.Count > MostOfAccount)
        {
            return InvalidInput.OutOfRange(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"shorter: with the {inUse} that it has, an account has at most {MostOfAccount} documents"
                ),
                "manifest"
            );
        }

        if (await ClientOfAsync(account, use, cancellationToken) is not { } client)
        {
            return new WrongState("NOT_IN_FORCE", "The account is not in force, so there is no graph to look at the documents by.", ["accountId"]);
        }

        var problems = new List<UserError>();
        for (var place = 0; place < input.Manifest.Count; place++)
        {
            problems.AddRange(await ProblemsAsync(input.Manifest[place], place, client, cancellationToken));
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        var change = TrustedDocumentChange.Create(use.NewId(), account, await AddAsync(input, account, use, cancellationToken), retired: 0, use.Now);
        use.Db.TrustedDocumentChanges.Add(change);
        await use.AuditAsync(
            account.BrandId,
            new AuditNote(AuditKind.PolicyChange, "TrustedDocument") { Reason = $"{change.DocumentsAdded} added for {account.Id:N}" },
            cancellationToken
        );
        return change.Id;
    }

    /// <summary>The account as its next request finds it; null: it is not the one in force for its subject.</summary>
    private static async Task<Viewer?> ClientOfAsync(Account account, UseCase use, CancellationToken cancellationToken) =>
        await use.Db.ViewerOfAsync(account.Subject, account.BrandId, use.Now, cancellationToken) is { } client && client.AccountId == account.Id
            ? client with
            {
                AccessEpoch = null,
            }
            : null;

    private async Task<IReadOnlyList<UserError>> ProblemsAsync(
        ManifestDocumentInput document,
        int place,
        Viewer client,
        CancellationToken cancellationToken
    )
    {
        var at = place.ToString(CultureInfo.InvariantCulture);
        if (document.Name is { Length: > TrustedDocument.LongestName })
        {
            return [InvalidInput.TooLong(TrustedDocument.LongestName, "manifest", at, "name")];
        }

        if (!string.Equals(RequestDocuments.HashOf(document.Id), TrustedDocument.HashOf(document.Document), StringComparison.Ordinal))
        {
            return
            [
                new InvalidInput(
                    InputCodes.HashMismatch,
                    "id must be the SHA-256 of the document in UTF-8, in lower-case hex.",
                    ["manifest", at, "id"]
                ),
            ];
        }

        // The engine that judges it is the one that runs this mutation.
        var errors = await services
            .GetRequiredService<GraphQLEngine>()
            .JudgeAsync(new GraphQLRequest { Query = document.Document }, client, cancellationToken);
        return
        [
            .. errors
                .Where(error => error is not InvalidVariableError) // their values come with each request
                .Select(error => new InvalidInput(InputCodes.DocumentInvalid, $"{error.Code}: {error.Message}", ["manifest", at, "document"])),
        ];
    }

    /// <summary>How many were not there, or had been taken away.</summary>
    private static async Task<int> AddAsync(TrustedDocumentsPublishInput input, Account account, UseCase use, CancellationToken cancellationToken)
    {
        var given = input.Manifest.DistinctBy(document => document.Document, StringComparer.Ordinal).ToList();
        var hashes = given.Select(document => TrustedDocument.HashOf(document.Document)).ToList();
        var there = await use
            .Db.TrustedDocuments.Where(document => document.AccountId == account.Id && hashes.Contains(document.Hash))
            .ToDictionaryAsync(document => document.Hash, StringComparer.Ordinal, cancellationToken);
        var added = 0;
        foreach (var (document, hash) in given.Zip(hashes))
        {
            if (!there.TryGetValue(hash, out var earlier))
            {
                use.Db.TrustedDocuments.Add(TrustedDocument.Create(use.NewId(), account, document.Document, document.Name, use.Now));
                added++;
            }
            else if (earlier.RetiredAt is not null)
            {
                earlier.Restore();
                added++;
            }
        }

        return added;
    }
}
