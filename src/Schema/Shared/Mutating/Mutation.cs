using Lintel.Domain;
using Lintel.Domain.Organisation;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Deprecating;

namespace Lintel.Schema.Shared.Mutating;

/// <summary>
/// One business action. Its file holds the input, the errors it can answer with, and what happens; retries, versions, dry runs,
/// the transaction and the event log are the pipeline's matter.
/// </summary>
internal abstract class Mutation(string name, string description, AccessRule allowedTo)
{
    /// <summary>Object first: <c>dealAdvance</c>.</summary>
    public string Name { get; } = name;
    public string Description { get; } = description;
    public AccessRule AllowedTo { get; } = allowedTo;
    public abstract Type Input { get; }

    /// <summary>The entity the payload shows.</summary>
    public abstract Type Subject { get; }

    /// <summary>The refusals that are this mutation's own; InvalidInput and NotFound are always possible.</summary>
    public virtual IReadOnlyList<Type> Errors => [];

    /// <summary>A clear value the payload shows once it is committed; null: none.</summary>
    public virtual RevealedField? Reveals => null;

    /// <summary>A value that is made by it and shown in its first answer alone; null: none.</summary>
    public virtual ShownOnceField? ShowsOnce => null;

    /// <summary>That it will go; null: it stays.</summary>
    public virtual Deprecation? Deprecation => null;

    /// <summary>The scope an API key needs for it.</summary>
    public virtual ApiKeyScopes NeedsScope => ApiKeyScopes.Mutate;

    /// <summary>It commits in steps of its own, so the pipeline opens no transaction around it.</summary>
    public virtual bool OwnsTransactions => false;

    /// <summary>Runs the use case; the outcome is the key of the subject.</summary>
    public abstract Task<Outcome<Guid>> RunAsync(object input, UseCase use, CancellationToken cancellationToken);
}

/// <summary>A mutation with its input and subject.</summary>
internal abstract class Mutation<TInput, TSubject>(string name, string description, AccessRule allowedTo) : Mutation(name, description, allowedTo)
    where TInput : MutationInput
    where TSubject : class
{
    public override Type Input => typeof(TInput);
    public override Type Subject => typeof(TSubject);

    public override Task<Outcome<Guid>> RunAsync(object input, UseCase use, CancellationToken cancellationToken) =>
        RunAsync((TInput)input, use, cancellationToken);

    protected abstract Task<Outcome<Guid>> RunAsync(TInput input, UseCase use, CancellationToken cancellationToken);
}

/// <summary>What the pipeline answers.</summary>
internal sealed record MutationAnswer(Guid? SubjectId, IReadOnlyList<UserError> Errors, long? Sequence, IReadOnlyList<EventKind> Events)
{
    /// <summary>When it was first given.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What the use case showed once; null in every answer but the one that committed it.</summary>
    public string? ShownOnce { get; init; }
}

/// <summary>A value in a payload that is kept nowhere: neither dry runs nor retries have it.</summary>
internal sealed record ShownOnceField(string Name, string Description);

/// <summary>
/// A clear value in a payload: read anew, under the rule of the mutation, each time the payload is, and kept nowhere. Null once
/// <see cref="Life"/> is over.
/// </summary>
internal sealed record RevealedField(string Name, string Description, TimeSpan Life, Func<Guid, UseCase, CancellationToken, Task<string?>> ReadAsync);
