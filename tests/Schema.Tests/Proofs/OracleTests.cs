using System.Globalization;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Schema.Tests.Proofs.NonInterference;
using Lintel.Schema.Tests.Proofs.Oracle;
using Lintel.Testing;
using Xunit.Abstractions;

namespace Lintel.Schema.Tests.Proofs;

/// <summary>
/// The engine, field by field over rows in memory, and the plans of the graph give the same answers to generated operations of every role.
/// <c>LINTEL_ORACLE_OPERATIONS</c> (how many for each viewer) and <c>LINTEL_PROOF_SEED</c> make it another or a longer proof;
/// <c>bench/proofs</c> runs the long one.
/// </summary>
public sealed class OracleTests(ITestOutputHelper output)
{
    private static int Operations { get; } = Setting("LINTEL_ORACLE_OPERATIONS", 40);
    private static int Seed { get; } = Setting("LINTEL_PROOF_SEED", 20260316);

    [BothDatabases]
    public async Task Plans_answer_as_the_engine_does_over_rows_in_memory(DatabaseProvider provider)
    {
        await using var graph = await Graph.CopyOfAsync(provider, "template_brokerages", Brokerages.ArrangeAsync);
        var differences = new List<string>();
        var random = new Random(Seed);
        foreach (var one in (Viewer[])[.. graph.Cast.OneOfEachRole, graph.Cast.PartnerWest, graph.Cast.StrangerOps])
        {
            var viewer = await graph.AgainAsync(one);
            var run = await OracleRun.AskAsync(graph, viewer, Operations, random);
            output.WriteLine(
                $"{provider} oracle {viewer.Role} {viewer.Name}: seed {Seed}, {run.Operations} operations, {run.Rows} rows in {run.WithRows} of them, "
                    + $"{run.Refused} with errors: {run.Differences.Count} differences"
            );
            differences.AddRange(run.Differences);
            Assert.True(run.Refused * 4 < run.Operations, $"{viewer.Role}: {run.Refused} of {run.Operations} operations have errors.");
        }

        Assert.True(
            differences.Count == 0,
            $"{differences.Count} differences\n\n{string.Join("\n\n", differences.OrderBy(one => one.Length).Take(5))}"
        );
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
