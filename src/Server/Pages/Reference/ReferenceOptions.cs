namespace Lintel.Server.Pages.Reference;

/// <summary>Who may read the reference of the graph.</summary>
internal sealed class ReferenceOptions
{
    public const string Section = "Lintel:Reference";

    /// <summary>
    /// Serve the reference at /reference to anybody. It names every element of the graph and who may see it, which introspection tells nobody but by
    /// role; it holds no data. Default: only in Development.
    /// </summary>
    public bool? Served { get; set; }
}
