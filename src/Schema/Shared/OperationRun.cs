using GraphQL.Transport;
using GraphQL.Validation;
using Lintel.Domain;
using Lintel.Schema.Shared.Costing;
using Lintel.Schema.Shared.Streaming;
using Lintel.Schema.Shared.Telemetry;

namespace Lintel.Schema.Shared;

/// <summary>An operation that is to be judged and run, and what it carries with it.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Viewer">For whom.</param>
/// <param name="Rules">What it is judged by, however well its document is known.</param>
internal sealed record OperationRun(GraphQLRequest Request, Viewer Viewer, IReadOnlyList<IValidationRule> Rules)
{
    /// <summary>What is taken for it; null: it costs nothing, since nobody sent it just now.</summary>
    public OperationCharge? Charge { get; init; }

    /// <summary>Measures it; null: nobody does.</summary>
    public OperationWatch? Watch { get; init; }

    /// <summary>The time it may take; null: as long as it does.</summary>
    public IExecutionLimit? Limit { get; init; }

    /// <summary>Who follows, where it is a subscription; null: nobody who could become another viewer meanwhile.</summary>
    public IStreamSubscriber? Subscriber { get; init; }

    /// <summary>The part of the event log that a subscription reads; null: it follows.</summary>
    public LogStretch? Stretch { get; init; }

    /// <summary>Whether somebody sent it, so that a refusal is counted and noted.</summary>
    public bool IsSent => Charge is not null;
}
