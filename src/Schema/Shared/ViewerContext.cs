using Lintel.Domain;
using Lintel.Schema.Shared.Limits;

namespace Lintel.Schema.Shared;

/// <summary>Carries the viewer through one execution.</summary>
internal sealed class ViewerContext(Viewer viewer) : Dictionary<string, object?>(StringComparer.Ordinal)
{
    public Viewer Viewer => viewer;

    /// <summary>The document that is run, to keep its plan with; null: none is kept.</summary>
    public KnownDocument? Document { get; init; }

    public static Viewer Of(IDictionary<string, object?> userContext) => userContext is ViewerContext context ? context.Viewer : Viewer.Anonymous;
}
