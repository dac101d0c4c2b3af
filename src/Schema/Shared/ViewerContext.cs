using Lintel.Domain;

namespace Lintel.Schema.Shared;

/// <summary>Carries the viewer through one execution.</summary>
internal sealed class ViewerContext(Viewer viewer) : Dictionary<string, object?>(StringComparer.Ordinal)
{
    public Viewer Viewer => viewer;

    public static Viewer Of(IDictionary<string, object?> userContext) => userContext is ViewerContext context ? context.Viewer : Viewer.Anonymous;
}
