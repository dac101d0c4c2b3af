using System.Collections.Concurrent;
using Lintel.Data;

namespace Lintel.Schema.Tests;

/// <summary>
/// A graph over rows that no test changes, made once per scene and database and left to the end of the process:
/// reading tests share it.
/// </summary>
internal static class ReadOnlyGraph
{
    private static readonly ConcurrentDictionary<(Action<Cast> Scene, DatabaseProvider Provider), Lazy<Task<Graph>>> Graphs = [];

    public static Task<Graph> OfAsync(DatabaseProvider provider, Action<Cast> scene) =>
        Graphs.GetOrAdd((scene, provider), key => new Lazy<Task<Graph>>(() => Graph.CreateAsync(key.Provider, key.Scene))).Value;
}
