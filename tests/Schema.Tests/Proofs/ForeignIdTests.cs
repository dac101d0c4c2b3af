using System.Text.Json.Nodes;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Nodes;
using Lintel.Schema.Tests.Proofs.NonInterference;
using Lintel.Testing;
using Xunit.Abstractions;

namespace Lintel.Schema.Tests.Proofs;

/// <summary>
/// Wherever an id can be given, one of a row out of the viewer's sight (of another brand, of another franchise) is answered like one
/// that does not exist, byte for byte, and leaves nothing behind.
/// </summary>
public sealed class ForeignIdTests(ITestOutputHelper output)
{
    private static readonly Guid Nowhere = new("01990000-0000-7000-8000-000000000000");

    [BothDatabases]
    public async Task A_mutation_answers_an_id_out_of_sight_like_one_that_does_not_exist_and_writes_nothing(DatabaseProvider provider)
    {
        await using var graph = await Graph.CopyOfAsync(provider, "template_brokerages", Brokerages.ArrangeAsync);
        await using var db = graph.Database.Open();
        var rows = await LoadedRows.LoadAsync(db);
        var (listed, covered, calls) = (new HashSet<string>(), new HashSet<string>(), 0);
        var before = await DatabaseDump.TakeAsync(graph.Database, withAudit: true);
        foreach (var viewer in graph.Cast.OneOfEachRole)
        {
            foreach (var (mutation, path) in await IdInputs.OfAsync(graph, viewer))
            {
                var (call, input) = ValidCalls.Of(mutation, path, graph, rows, viewer);
                var valid = await call.With("dryRun", true).SendAsync(graph, viewer);
                Assert.Equal($"{viewer.Role} {mutation}: ", $"{viewer.Role} {mutation}: {valid.Errors}");

                listed.Add($"{mutation} {path}");
                var given = path.Split('.').Aggregate((JsonNode?)input, (node, name) => node?[name]);
                Assert.True(given is not null, $"{mutation} is called without {path}.");
                var type = given.GetValue<string>().Split('_')[0];
                foreach (var key in HiddenKeys(graph, rows, viewer, type))
                {
                    var hidden = await AnswerAsync(GlobalId.Encode(type, key));
                    var missing = await AnswerAsync(GlobalId.Encode(type, Nowhere));
                    calls++;
                    covered.Add($"{mutation} {path}");

                    Assert.Equal(missing, hidden);
                    Assert.Contains("NOT_FOUND", hidden, StringComparison.Ordinal);
                }

                async Task<string> AnswerAsync(string id) =>
                    (await call.With(path, id).SendAsync(graph, viewer)).Answer.Text.Replace(id, "ID", StringComparison.Ordinal);
            }
        }

        Assert.Equal(before, await DatabaseDump.TakeAsync(graph.Database, withAudit: true));
        output.WriteLine($"{provider}: {covered.Count} of {listed.Count} inputs that introspection lists, {calls} ids of hidden rows");
        // The dictionary of communities is everybody's: none is ever out of sight.
        Assert.Equal(["listingCreate communityId"], listed.Except(covered));
        Assert.Equal(47, covered.Count);
        Assert.True(calls > 100, $"{calls} calls");
    }

    [BothDatabases]
    public async Task Lookups_subscriptions_and_explanations_answer_an_id_out_of_sight_like_one_that_does_not_exist(DatabaseProvider provider)
    {
        await using var graph = await Graph.CopyOfAsync(provider, "template_brokerages", Brokerages.ArrangeAsync);
        await using var db = graph.Database.Open();
        var rows = await LoadedRows.LoadAsync(db);
        var before = await DatabaseDump.TakeAsync(graph.Database, withAudit: true);
        var ids = 0;
        foreach (var viewer in (Viewer[])[.. graph.Cast.OneOfEachRole, graph.Cast.PartnerWest, graph.Cast.StrangerOps])
        {
            foreach (var type in Declared(graph).Types.Where(type => type.IsNode))
            {
                foreach (var key in HiddenKeys(graph, rows, viewer, type.Name))
                {
                    ids++;
                    foreach (var document in Documents(type.Name))
                    {
                        Assert.Equal(await AnswerAsync(document, Nowhere), await AnswerAsync(document, key));
                    }

                    async Task<string> AnswerAsync(string document, Guid row)
                    {
                        var id = GlobalId.Encode(type.Name, row);
                        var answer = await graph.RunAsync(viewer, document.Replace("%", id, StringComparison.Ordinal));
                        return answer.Text.Replace(id, "ID", StringComparison.Ordinal);
                    }
                }
            }
        }

        output.WriteLine($"{provider}: {ids} (viewer, hidden row) pairs");
        Assert.Equal(before, await DatabaseDump.TakeAsync(graph.Database, withAudit: true));
        Assert.True(ids > 100, $"{ids} ids");
    }

    private static IEnumerable<string> Documents(string type)
    {
        yield return """{ node(id: "%") { __typename id } }""";
        yield return """{ nodes(ids: ["%", "%"]) { __typename id } }""";
        yield return """{ explainAccess(document: "{ node(id: \"%\") { id } }") { allowed refusals { code } elements { coordinate } } }""";
        if (type == "Deal")
        {
            yield return """{ events(where: {dealId: "%"}) { position items { ... on StreamItem { sequence } } } }""";
            yield return """subscription { dealAlerts(where: {dealId: "%"}) { ... on StreamItem { sequence } } }""";
        }
    }

    /// <summary>A hidden row of another brand and one of the viewer's own brand (of another franchise, if any), as far as there are such.</summary>
    private static IEnumerable<Guid> HiddenKeys(Graph graph, LoadedRows rows, Viewer viewer, string typeName)
    {
        var type = Declared(graph).Named(typeName)!; // the id was of it
        var sight = new RowSight(Declared(graph), rows, viewer);
        return rows.Of(type.Entity)
            .Where(row => !sight.Sees(row))
            .GroupBy(row => PlaceOf(row)?.BrandId == viewer.BrandId)
            .Select(some => some.MaxBy(row => PlaceOf(row)?.FranchiseId != viewer.FranchiseId)!) // a group has a row
            .Select(row => (Guid)type.Entity.GetProperty(type.KeyProperty!)!.GetValue(row)!); // nodes have keys

        IPlaced? PlaceOf(object row) =>
            row is IPlaced placed ? placed
            : type.Rows is { Parent: { } parent, ParentKeyProperty: { } key }
                ? rows.Find(parent, (Guid)type.Entity.GetProperty(key)!.GetValue(row)!) as IPlaced // declared by this name
            : null;
    }

    private static DeclaredGraph Declared(Graph graph) => (DeclaredGraph)graph.Service(typeof(DeclaredGraph));
}
