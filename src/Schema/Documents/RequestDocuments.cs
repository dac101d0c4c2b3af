using GraphQL;
using GraphQL.Transport;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Organisation;
using Lintel.Schema.Shared.Limits;

namespace Lintel.Schema.Documents;

/// <summary>A request with its document, or why there is none.</summary>
/// <param name="Request">The request; its query is the document, wherever that came from.</param>
/// <param name="Refusal">Why it does not run; null: it may.</param>
/// <param name="PersistAs">The hash to keep the document under once it ran; null: it is not to be kept, as that of who has not signed in.</param>
internal readonly record struct ResolvedRequest(GraphQLRequest Request, ExecutionError? Refusal, string? PersistAs);

/// <summary>
/// Where the document of a request comes from: the request itself, the account's trusted documents by <c>documentId</c>, or a hash by Apollo's
/// protocol, which names a trusted document as well. Who must send trusted documents only is judged here, and how large the variables are.
/// </summary>
internal sealed class RequestDocuments(TrustedTexts trusted, DocumentTrust trust, DocumentLimits limits) : IDisposable
{
    private const string Algorithm = "sha256:";

    private readonly PersistedQueries _persisted = new();

    /// <summary>The hash that an id names, whether it says how it was made or not.</summary>
    public static string HashOf(string id) => id.StartsWith(Algorithm, StringComparison.Ordinal) ? id[Algorithm.Length..] : id;

    public ValueTask<ResolvedRequest> ResolveAsync(GraphQLRequest request, Viewer viewer, CancellationToken cancellationToken)
    {
        if (ListSizes.Judge(request.Variables, limits.Items) is { } tooMany)
        {
            return new(Refused(request, tooMany));
        }

        if (request.DocumentId is { } id)
        {
            return ByIdAsync(request, HashOf(id), viewer, cancellationToken);
        }

        if (PersistedQuery.Of(request.Extensions) is { } persisted)
        {
            return persisted.Hash is not { } hash ? new(Refused(request, DocumentRefusal.PersistedQueryNotSupported))
                : request.Query is { } query ? new(WithHash(request, query, hash, viewer))
                : ByHashAsync(request, hash, viewer, cancellationToken);
        }

        return new(IsStrict(viewer) ? Refused(request, DocumentRefusal.NotTrusted) : new ResolvedRequest(request, null, null));
    }

    /// <summary>The request ran, so its document passed the gate and was valid for somebody.</summary>
    public void Ran(ResolvedRequest resolved)
    {
        if (resolved is { PersistAs: { } hash, Request.Query: { } query })
        {
            _persisted.Keep(hash, query);
        }
    }

    public void Dispose() => _persisted.Dispose();

    private async ValueTask<ResolvedRequest> ByIdAsync(GraphQLRequest request, string hash, Viewer viewer, CancellationToken cancellationToken) =>
        await trusted.FindAsync(hash, viewer, cancellationToken) is { } text
            ? new ResolvedRequest(With(request, text), null, null)
            : Refused(request, DocumentRefusal.NotFound);

    private async ValueTask<ResolvedRequest> ByHashAsync(GraphQLRequest request, string hash, Viewer viewer, CancellationToken cancellationToken) =>
        !IsStrict(viewer) && _persisted.Find(hash) is { } known ? new ResolvedRequest(With(request, known), null, null)
        : await trusted.FindAsync(hash, viewer, cancellationToken) is { } text ? new ResolvedRequest(With(request, text), null, null)
        : Refused(request, DocumentRefusal.PersistedQueryNotFound);

    private ResolvedRequest WithHash(GraphQLRequest request, string query, string hash, Viewer viewer) =>
        IsStrict(viewer) ? Refused(request, DocumentRefusal.NotTrusted)
        : string.Equals(TrustedDocument.HashOf(query), hash, StringComparison.Ordinal)
            ? new ResolvedRequest(request, null, viewer.IsAuthenticated ? hash : null)
        : Refused(request, DocumentRefusal.HashMismatch);

    /// <summary>Whether a viewer may have a document run by its text: anybody may who need not send trusted documents only, else it must be one.</summary>
    public async ValueTask<bool> MayRunAsync(string text, Viewer viewer, CancellationToken cancellationToken) =>
        !IsStrict(viewer) || await trusted.FindAsync(TrustedDocument.HashOf(text), viewer, cancellationToken) is not null;

    private bool IsStrict(Viewer viewer) =>
        viewer.TrustedDocumentsOnly
        || trust.Strict == StrictDocuments.All
        || (trust.Strict == StrictDocuments.Clients && viewer.Role is (Role.Integrator or Role.Partner));

    private static GraphQLRequest With(GraphQLRequest request, string text) =>
        new()
        {
            Query = text,
            OperationName = request.OperationName,
            Variables = request.Variables,
            Extensions = request.Extensions,
        };

    private static ResolvedRequest Refused(GraphQLRequest request, ExecutionError refusal) => new(request, refusal, null);
}
