using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Reading;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Shared.Mutating;

/// <summary>
/// What every mutation goes through, in one transaction: idempotency → use case → event log → commit. A refusal or a dry run
/// rolls back, so nothing is written and nobody is told.
/// </summary>
internal sealed class MutationPipeline(
    IDbContextFactory<LintelDbContext> contexts,
    DeclaredGraph graph,
    TableMap tables,
    DatabaseDialect dialect,
    TimeProvider clock
)
{
    private const int Attempts = 5;
    private const int LongestKey = 100;

    /// <summary>Two callers that meet in the same row or key: the later one runs again and sees what the first one did.</summary>
    public async Task<MutationAnswer> RunAsync(
        Mutation mutation,
        object input,
        string canonicalInput,
        Viewer viewer,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunOnceAsync(mutation, (MutationInput)input, canonicalInput, viewer, cancellationToken);
            }
            catch (DbUpdateException conflict) when (attempt < Attempts && IsConflict(conflict)) { }
        }
    }

    private bool IsConflict(DbUpdateException failure) => failure is DbUpdateConcurrencyException || dialect.IsUniqueViolation(failure);

    private async Task<MutationAnswer> RunOnceAsync(
        Mutation mutation,
        MutationInput input,
        string canonicalInput,
        Viewer viewer,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(cancellationToken);
        var now = clock.GetUtcNow();
        IdempotencyRecord? retry = null;
        if (input.IdempotencyKey is { } key)
        {
            if (key.Length is 0 or > LongestKey)
            {
                return Refused(InvalidInput.OutOfRange($"1 to {LongestKey} characters", "idempotencyKey"));
            }

            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalInput)));
            if (await EarlierAsync(database, mutation, viewer, key, cancellationToken) is { } earlier)
            {
                return string.Equals(earlier.RequestHash, hash, StringComparison.Ordinal)
                    ? JsonSerializer.Deserialize<StoredAnswer>(earlier.Answer)!.ToAnswer() // written by Store below
                    : Refused(new InvalidInput("IDEMPOTENCY_KEY_REUSED", "This idempotencyKey was used with another input.", ["idempotencyKey"]));
            }

            retry = IdempotencyRecord.Start(viewer.BrandId!.Value, viewer.AccountId!.Value, mutation.Name, key, hash, now); // only accounts may run mutations
            database.IdempotencyRecords.Add(retry);
            // Takes the key now: a second call with it waits here, and then finds the answer.
            await database.SaveChangesAsync(cancellationToken);
        }

        var outcome = await mutation.RunAsync(input, new UseCase(database, viewer, now, graph, tables, dialect), cancellationToken);
        if (!outcome.Succeeded)
        {
            return new MutationAnswer(null, outcome.Errors, null, []);
        }

        var kinds = database.Recorded.Select(recorded => recorded.Event.Kind).ToList();
        if (input.DryRun)
        {
            // Constraints speak before the roll-back, so a dry run refuses what the real run would.
            await database.SaveChangesAsync(cancellationToken);
            return new MutationAnswer(null, [], null, kinds);
        }

        var sequence = await database.CommitAsync(transaction, now, cancellationToken, last => retry?.Complete(Store(outcome.Value, last, kinds)));
        return new MutationAnswer(outcome.Value, [], sequence, kinds);
    }

    private static Task<IdempotencyRecord?> EarlierAsync(
        LintelDbContext database,
        Mutation mutation,
        Viewer viewer,
        string key,
        CancellationToken cancellationToken
    ) =>
        database
            .IdempotencyRecords.AsNoTracking()
            .FirstOrDefaultAsync(
                record => record.AccountId == viewer.AccountId && record.Operation == mutation.Name && record.Key == key,
                cancellationToken
            );

    private static MutationAnswer Refused(UserError error) => new(null, [error], null, []);

    private static string Store(Guid subject, long? sequence, List<EventKind> kinds) =>
        JsonSerializer.Serialize(new StoredAnswer(subject, sequence, kinds));

    /// <summary>The answer as it is kept for a retry: the payload is read anew from the subject.</summary>
    private sealed record StoredAnswer(Guid Subject, long? Sequence, List<EventKind> Events)
    {
        public MutationAnswer ToAnswer() => new(Subject, [], Sequence, Events);
    }
}
