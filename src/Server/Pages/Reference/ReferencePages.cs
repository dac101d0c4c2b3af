using System.Collections.Concurrent;
using System.Text.Json;
using Lintel.Schema;

namespace Lintel.Server.Pages.Reference;

/// <summary>The pages of the reference, each written when it is first asked for.</summary>
internal sealed class ReferencePages(SchemaViews views)
{
    private readonly Lazy<ReferenceSchema> _schema = new(() => new ReferenceSchema(SchemaExport.Sdl(views.Whole)));
    private readonly ConcurrentDictionary<string, string> _pages = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private string? _index;
    private string? _entries;

    /// <summary>The page with all types.</summary>
    public string Index => Once(ref _index, schema => new ReferenceHtml(schema).Index());

    /// <summary>What the search box looks in, as JSON: <c>[["Listing.listPrice", "Asking price in yuan."], …]</c>.</summary>
    public string Entries =>
        Once(
            ref _entries,
            schema => JsonSerializer.Serialize(schema.Entries.Select(entry => new[] { entry.Coordinate.ToString(), entry.Description }))
        );

    /// <summary>The page of a type; null: there is no such type.</summary>
    public string? Type(string name) =>
        _schema.Value.Types.TryGetValue(name, out var type) ? _pages.GetOrAdd(name, _ => new ReferenceHtml(_schema.Value).Type(type)) : null;

    private string Once(ref string? page, Func<ReferenceSchema, string> write)
    {
        lock (_lock)
        {
            return page ??= write(_schema.Value);
        }
    }
}
