using Lintel.Domain;
using Lintel.Schema.Shared.Costing;
using Lintel.Schema.Shared.Limits;
using Lintel.Schema.Shared.Streaming;

namespace Lintel.Schema.Shared;

/// <summary>Carries the viewer through one execution.</summary>
internal sealed class ViewerContext(Viewer viewer) : Dictionary<string, object?>(StringComparer.Ordinal)
{
    public Viewer Viewer => viewer;

    /// <summary>The document that is run, to keep its plan with; null: none is kept.</summary>
    public KnownDocument? Document { get; init; }

    /// <summary>The time it may take; null: as long as it does.</summary>
    public IExecutionLimit? Limit { get; init; }

    /// <summary>What is taken for the operation; null: it costs nothing, since it is not one that somebody sent.</summary>
    public OperationCharge? Charge { get; init; }

    /// <summary>The part of the event log that a subscription reads, in the place of its own beginning and without following; null: it follows.</summary>
    public LogStretch? Stretch { get; init; }

    public static LogStretch? StretchOf(IDictionary<string, object?> userContext) => (userContext as ViewerContext)?.Stretch;

    /// <summary>Who follows, where the operation is a subscription; null: nobody who could become another viewer meanwhile.</summary>
    public IStreamSubscriber? Subscriber { get; init; }

    /// <summary>
    /// The operation of a subscription, but for the place it began at: those of one access class for whom this is the same are told the same. Null: not
    /// known yet, or nobody else's.
    /// </summary>
    public string? SharedAs { get; set; }

    public static IExecutionLimit? LimitOf(IDictionary<string, object?> userContext) => (userContext as ViewerContext)?.Limit;

    public static Viewer Of(IDictionary<string, object?> userContext) => userContext is ViewerContext context ? context.Viewer : Viewer.Anonymous;
}
