using Lintel.Data;

namespace Lintel.Schema.Tests;

/// <summary>The graph where only its schema matters.</summary>
internal static class SchemaOnly
{
    public static Task<Graph> GraphAsync() => ReadOnlyGraph.OfAsync(DatabaseProvider.Sqlite, Nothing);

    private static void Nothing(Cast cast) { }
}
