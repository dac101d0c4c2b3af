using GraphQL;
using GraphQL.Transport;
using Lintel.Domain;
using Lintel.Schema.Explaining;
using Xunit.Abstractions;

namespace Lintel.Schema.Tests.Proofs;

/// <summary>
/// Every element × every role, anonymous and foreign viewers, asked for in every way: what happens is what is declared, and what
/// <c>explainAccess</c> says.
/// </summary>
public sealed class AccessMatrixProofTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_element_is_selected_by_whom_its_declaration_names_on_every_way_that_leads_to_it()
    {
        var graph = await SchemaOnly.GraphAsync();
        var (cases, mismatches) = (0, new List<string>());
        foreach (var path in SchemaPaths.Of(graph.Schema))
        {
            var leaves = AccessMatrixCases.Selections(path).ToList();
            foreach (var viewer in Viewers(graph.Cast))
            {
                cases += leaves.Count;
                var asked = leaves.ToLookup(leaf => leaf.Case.IsGranted(viewer));
                foreach (var (_, denied) in asked[false])
                {
                    mismatches.AddRange(await CheckAsync(graph, viewer, denied.Document, $"{denied.Way} {denied.Coordinate}", isGranted: false));
                }

                // What is granted goes into one operation: it runs only if each of them is.
                if (asked[true].Select(leaf => SchemaPaths.Text(leaf.Leaf)).ToList() is { Count: > 0 } granted)
                {
                    mismatches.AddRange(await CheckAsync(graph, viewer, path.Document(string.Join(' ', granted)), path.Name, isGranted: true));
                }
            }
        }

        output.WriteLine($"{cases} cases, {mismatches.Count} mismatches");
        Assert.True(mismatches.Count == 0, string.Join('\n', mismatches.Take(20)));
        Assert.True(cases > 10_000, $"{cases} cases");
    }

    [Fact]
    public async Task Every_element_is_filtered_and_sorted_by_by_whom_its_declaration_names()
    {
        var graph = await SchemaOnly.GraphAsync();
        var (cases, mismatches) = (0, new List<string>());
        foreach (var (one, number) in AccessMatrixCases.Inputs(graph.Schema).Select((one, number) => (one, number)))
        {
            foreach (var (viewer, at) in Viewers(graph.Cast).Select((viewer, at) => (viewer, at)))
            {
                var isGranted = one.IsGranted(viewer);
                // Below a relation there are tens of thousands of the granted ones; each runs for some of the viewers.
                if (!isGranted || (number + at) % 12 == 0)
                {
                    cases++;
                    mismatches.AddRange(await CheckAsync(graph, viewer, one.Document, one.Way, isGranted));
                }
            }
        }

        output.WriteLine($"{cases} cases, {mismatches.Count} mismatches");
        Assert.True(mismatches.Count == 0, string.Join('\n', mismatches.Take(20)));
        Assert.True(cases > 3_000, $"{cases} cases");
    }

    private static async Task<List<string>> CheckAsync(Graph graph, Viewer viewer, string document, string way, bool isGranted)
    {
        var request = new GraphQLRequest { Query = document };
        var explained = await graph.Explainer.ExplainAsync(request, viewer, viewer, CancellationToken.None);
        // A subscription would stay open; its judgement is the same.
        var result = document.StartsWith("subscription", StringComparison.Ordinal) ? null : await graph.ExecuteAsync(viewer, request);
        var found =
            result is { Executed: true } || (result is null && explained.IsAllowed)
                ? "granted"
                : string.Join(' ', (result?.Errors?.Select(error => error.Code) ?? explained.Refusals.Select(refusal => refusal.Code)).Distinct());
        var declared =
            isGranted ? "granted"
            : viewer.IsAuthenticated ? "FORBIDDEN"
            : "UNAUTHENTICATED";
        var wrong = new List<string>();
        if (found != declared)
        {
            wrong.Add($"{viewer.Role} {viewer.Name} {way}: declared {declared}, found {found} {document}");
        }

        if (explained.IsAllowed != isGranted || explained.Elements.Any(element => element.Decision == AccessDecision.Denied) == isGranted)
        {
            wrong.Add($"{viewer.Role} {viewer.Name} {way}: explained as {explained.IsAllowed} {document}");
        }

        return wrong;
    }

    private static IEnumerable<Viewer> Viewers(Cast cast) => [.. cast.OneOfEachRole, cast.PartnerWest, cast.StrangerOps, Viewer.Anonymous];
}
