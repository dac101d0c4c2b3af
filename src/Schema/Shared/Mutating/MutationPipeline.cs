using System.Text.Json;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Schema.Shared.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Lintel.Schema.Shared.Mutating;

/// <summary>
/// What every mutation goes through, in one transaction: idempotency → use case → event log → commit. A refusal or a dry run
/// rolls back, so nothing is written and nobody is told.
/// </summary>
internal sealed class MutationPipeline(IDbContextFactory<LintelDbContext> contexts, PlanScopes scopes, DatabaseDialect dialect, TimeProvider clock)
    : IDisposable
{
    private const int Attempts = 10;

    [Limit("characters", "An idempotencyKey.")]
    private const int LongestKey = 100;

    /// <summary>Who lost a race runs again alone: many callers of one row would else go on losing to each other.</summary>
    private readonly SemaphoreSlim _again = new(1);

    public void Dispose() => _again.Dispose();

    /// <summary>Two callers that meet in the same row or key: the later one runs again and sees what the first one did.</summary>
    public async Task<MutationAnswer> RunAsync(
        Mutation mutation,
        object input,
        string canonicalInput,
        Viewer viewer,
        IExecutionLimit? limit,
        CancellationToken cancellationToken
    )
    {
        if (mutation.OwnsTransactions)
        {
            limit?.Lift();
        }

        var answer = await RunUntilItIsDoneAsync(mutation, (MutationInput)input, canonicalInput, viewer, cancellationToken);
        if (answer.SubjectId is not null)
        {
            limit?.Committed();
        }

        return answer;
    }

    /// <summary>The clear value of an answer, while it may still be fetched and the viewer still reaches it.</summary>
    public async Task<string?> RevealAsync(RevealedField field, MutationAnswer answer, Viewer viewer, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (answer.SubjectId is not { } subject || now - answer.At > field.Life)
        {
            return null;
        }

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await BeginAsync(database, viewer, cancellationToken);
        return await field.ReadAsync(subject, new UseCase(database, viewer, now, scopes), cancellationToken);
    }

    private async Task<MutationAnswer> RunUntilItIsDoneAsync(
        Mutation mutation,
        MutationInput input,
        string canonicalInput,
        Viewer viewer,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await RunOnceAsync(mutation, input, canonicalInput, viewer, cancellationToken);
        }
        catch (DbUpdateException conflict) when (IsConflict(conflict))
        {
            return await RunAgainAsync(mutation, input, canonicalInput, viewer, cancellationToken);
        }
    }

    private async Task<MutationAnswer> RunAgainAsync(
        Mutation mutation,
        MutationInput input,
        string canonicalInput,
        Viewer viewer,
        CancellationToken cancellationToken
    )
    {
        await _again.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 2; ; attempt++)
            {
                try
                {
                    return await RunOnceAsync(mutation, input, canonicalInput, viewer, cancellationToken);
                }
                catch (DbUpdateException conflict) when (attempt < Attempts && IsConflict(conflict)) { }
            }
        }
        finally
        {
            _again.Release();
        }
    }

    private static Task<IDbContextTransaction> BeginAsync(LintelDbContext database, Viewer viewer, CancellationToken cancellationToken) =>
        database.BeginWriteAsync(viewer.BrandId!.Value, cancellationToken); // only accounts may run mutations

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
        if (mutation.OwnsTransactions)
        {
            return await RunInStepsAsync(mutation, input, canonicalInput, viewer, database, cancellationToken);
        }

        await using var transaction = await BeginAsync(database, viewer, cancellationToken);
        var now = clock.GetUtcNow();
        if (await AnsweredAsync(database, mutation, input, canonicalInput, viewer, cancellationToken) is { } answered)
        {
            return answered;
        }

        var retry = RecordOf(database, mutation, input, canonicalInput, viewer, now);
        if (retry is not null)
        {
            database.IdempotencyRecords.Add(retry);
            // Takes the key now: a second call with it waits here, and then finds the answer.
            await database.SaveChangesAsync(cancellationToken);
        }

        var use = new UseCase(database, viewer, now, scopes);
        var outcome = await mutation.RunAsync(input, use, cancellationToken);
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
        return new MutationAnswer(outcome.Value, [], sequence, kinds) { At = now, ShownOnce = use.ShownOnce };
    }

    /// <summary>
    /// A use case that commits in steps is safe to repeat by itself; its answer is kept once it is whole, and until then a retry
    /// goes on where the first call stopped.
    /// </summary>
    private async Task<MutationAnswer> RunInStepsAsync(
        Mutation mutation,
        MutationInput input,
        string canonicalInput,
        Viewer viewer,
        LintelDbContext database,
        CancellationToken cancellationToken
    )
    {
        await using (await BeginAsync(database, viewer, cancellationToken))
        {
            if (await AnsweredAsync(database, mutation, input, canonicalInput, viewer, cancellationToken) is { } answered)
            {
                return answered;
            }
        }

        var now = clock.GetUtcNow();
        var outcome = await mutation.RunAsync(input, new UseCase(database, viewer, now, scopes), cancellationToken);
        if (!outcome.Succeeded || input.DryRun)
        {
            return new MutationAnswer(null, outcome.Errors, null, []);
        }

        if (RecordOf(database, mutation, input, canonicalInput, viewer, now) is { } retry)
        {
            retry.Complete(Store(outcome.Value, null, []));
            await using var transaction = await BeginAsync(database, viewer, cancellationToken);
            database.IdempotencyRecords.Add(retry);
            await database.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return new MutationAnswer(outcome.Value, [], null, []);
    }

    /// <summary>The answer a key has already, or the refusal of a bad key; null: go on.</summary>
    private static async Task<MutationAnswer?> AnsweredAsync(
        LintelDbContext database,
        Mutation mutation,
        MutationInput input,
        string canonicalInput,
        Viewer viewer,
        CancellationToken cancellationToken
    )
    {
        if (input.IdempotencyKey is not { } key)
        {
            return null;
        }

        if (key.Length is 0 or > LongestKey)
        {
            return Refused(InvalidInput.OutOfRange($"1 to {LongestKey} characters", "idempotencyKey"));
        }

        var earlier = await database
            .IdempotencyRecords.AsNoTracking()
            .FirstOrDefaultAsync(
                record => record.AccountId == viewer.AccountId && record.Operation == mutation.Name && record.Key == key,
                cancellationToken
            );
        return earlier is null ? null
            : string.Equals(earlier.RequestHash, database.Protector.FingerprintOf(canonicalInput), StringComparison.Ordinal)
                ? JsonSerializer.Deserialize<StoredAnswer>(earlier.Answer)!.ToAnswer(earlier.CreatedAt) // written by Store below
            : Refused(new InvalidInput(InputCodes.IdempotencyKeyReused, "This idempotencyKey was used with another input.", ["idempotencyKey"]));
    }

    private static IdempotencyRecord? RecordOf(
        LintelDbContext database,
        Mutation mutation,
        MutationInput input,
        string canonicalInput,
        Viewer viewer,
        DateTimeOffset now
    ) =>
        input.IdempotencyKey is { } key
            ? IdempotencyRecord.Start(
                viewer.BrandId!.Value,
                viewer.AccountId!.Value,
                mutation.Name,
                key,
                database.Protector.FingerprintOf(canonicalInput),
                now
            ) // only accounts may run mutations
            : null;

    private static MutationAnswer Refused(UserError error) => new(null, [error], null, []);

    private static string Store(Guid subject, long? sequence, List<EventKind> kinds) =>
        JsonSerializer.Serialize(new StoredAnswer(subject, sequence, kinds));

    /// <summary>The answer as it is kept for a retry: the payload is read anew from the subject.</summary>
    private sealed record StoredAnswer(Guid Subject, long? Sequence, List<EventKind> Events)
    {
        public MutationAnswer ToAnswer(DateTimeOffset at) => new(Subject, [], Sequence, Events) { At = at };
    }
}
