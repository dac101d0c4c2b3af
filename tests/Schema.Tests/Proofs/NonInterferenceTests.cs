using System.Globalization;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Schema.Tests.Proofs.NonInterference;
using Lintel.Testing;
using Xunit.Abstractions;

namespace Lintel.Schema.Tests.Proofs;

/// <summary>
/// What a viewer may not see changes no byte of any answer: data, errors, cursors, counts, figures, orders. For each role generated
/// operations run, then everything hidden changes and they run again. <c>LINTEL_PROOF_OPERATIONS</c> (how many for each viewer) and
/// <c>LINTEL_PROOF_SEED</c> make it another or a longer proof; <c>bench/proofs</c> runs the long one.
/// </summary>
public sealed class NonInterferenceTests(ITestOutputHelper output)
{
    private static int Operations { get; } = Setting("LINTEL_PROOF_OPERATIONS", 120);
    private static int Seed { get; } = Setting("LINTEL_PROOF_SEED", 20260316);

    [BothDatabases]
    public async Task Changing_what_a_viewer_may_not_see_changes_no_byte_of_any_answer(DatabaseProvider provider)
    {
        var differences = new List<string>();
        foreach (var name in Viewers.Select(viewer => viewer.Name))
        {
            differences.AddRange(await ProveAsync(provider, name));
        }

        Assert.True(differences.Count == 0, string.Join("\n\n", differences.Take(5)));
    }

    /// <summary>The cast is the copied scene's own, so viewers are told apart by what they are in it.</summary>
    private static IReadOnlyList<(string Name, Func<Cast, Viewer> Of)> Viewers { get; } =
    [
        .. Enumerable.Range(0, 10).Select(at => ($"role {at}", (Func<Cast, Viewer>)(cast => cast.OneOfEachRole.ElementAt(at)))),
        ("west", cast => cast.PartnerWest),
        ("foreign", cast => cast.StrangerOps),
    ];

    private async Task<IReadOnlyList<string>> ProveAsync(DatabaseProvider provider, string name)
    {
        await using var graph = await Graph.CopyOfAsync(provider, "template_brokerages", Brokerages.ArrangeAsync);
        var viewer = await graph.AgainAsync(Viewers.First(one => one.Name == name).Of(graph.Cast));
        var random = new Random(Seed);
        var run = await ProofRun.AskAsync(graph, viewer, Operations, random);

        var changes = await HiddenChanges.MakeAsync(graph, viewer, random);
        var differences = await run.DifferencesAsync(int.MaxValue);
        output.WriteLine(
            $"{provider} {viewer.Role} {viewer.Name}: seed {Seed}, {run.Operations} operations, {run.Rows} rows in {run.WithRows} of them, "
                + $"{run.Refused} refused; changed {changes.Values} values, deleted {changes.Deleted} rows, added {changes.Added}: {differences.Count} differences"
        );

        Assert.True(run.WithRows * 4 > run.Operations, $"{viewer.Role}: {run.WithRows} of {run.Operations} operations return rows.");
        Assert.True(
            changes is { Values: > 200, Deleted: > 5, Added: > 5 },
            $"{viewer.Role}: changed {changes.Values}, {changes.Deleted}, {changes.Added}."
        );
        await VisibleChange.MakeAsync(graph, viewer, run);
        Assert.NotEmpty(await run.DifferencesAsync(1));
        return differences;
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
