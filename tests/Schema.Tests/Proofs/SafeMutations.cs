using GraphQL.Types;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Schema.Tests.Proofs.NonInterference;
using Lintel.Schema.Tests.Shared.Mutating;

namespace Lintel.Schema.Tests.Proofs;

/// <summary>A mutation that introspection lists, and those who may run it, one of each role.</summary>
internal sealed record SafeMutation(string Name, IReadOnlyList<Func<Cast, Viewer>> Viewers, bool HasVersion)
{
    /// <summary>Somebody who may run it.</summary>
    public Func<Cast, Viewer> Viewer => Viewers[0];

    public MutationCall Call(Graph graph, LoadedRows rows, Viewer viewer) =>
        ValidCalls.Of(Name, Name == "accountAssign" ? "agentId" : "", graph, rows, viewer).Call; // it has two ways
}

/// <summary>
/// Every mutation, from introspection as each role has it, over two brands at work: but <see cref="InSteps"/>, which have to do with what
/// is not in the database, and have proofs of their own.
/// </summary>
internal static class SafeMutations
{
    /// <summary>
    /// A file, or somebody who is sent something. An import commits batch by batch, so two at once do not wait for each other and a killed one has done a part: what holds of it instead is in
    /// <c>MutationSafetyTests</c> and, of its going on where it stopped, in <c>RepeatedRunTests</c> of the imports.
    /// </summary>
    public const string Import = "listingImport";

    public static IReadOnlyList<string> InSteps { get; } = [Import, "webhookRedeliver", "webhookTest"];

    public static async Task<(IReadOnlyList<SafeMutation> Mutations, LoadedRows Rows)> AllAsync(DatabaseProvider provider)
    {
        await using var graph = await CopyAsync(provider);
        await using var db = graph.Database.Open();
        var found = new SortedDictionary<string, (List<Func<Cast, Viewer>> Viewers, bool HasVersion)>(StringComparer.Ordinal);
        foreach (var (viewer, i) in graph.Cast.OneOfEachRole.Select((viewer, i) => (viewer, i)))
        {
            var view = await graph.ViewAsync(viewer);
            foreach (var field in view.Mutation?.Fields ?? [])
            {
                var input = (IInputObjectGraphType)((NonNullGraphType)field.Arguments![0].ResolvedType!).ResolvedType!; // each takes one
                found.TryAdd(field.Name, ([], input.Fields.Any(one => one.Name == "expectedVersion")));
                found[field.Name].Viewers.Add(cast => cast.OneOfEachRole.ElementAt(i));
            }
        }

        Assert.All(InSteps, name => Assert.True(found.Remove(name)));
        Assert.True(found.Count > 20, $"{found.Count} mutations");
        return ([.. found.Select(one => new SafeMutation(one.Key, one.Value.Viewers, one.Value.HasVersion))], await LoadedRows.LoadAsync(db));
    }

    public static Task<Graph> CopyAsync(DatabaseProvider provider) => Graph.CopyOfAsync(provider, "template_brokerages", Brokerages.ArrangeAsync);
}
