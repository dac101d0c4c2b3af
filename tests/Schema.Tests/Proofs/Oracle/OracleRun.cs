using System.Globalization;
using Lintel.Domain;
using Lintel.Schema.Tests.Proofs.NonInterference;

namespace Lintel.Schema.Tests.Proofs.Oracle;

/// <summary>Operations of one viewer, each answered by the graph twice, first by a new plan, then by the known one, and once in memory.</summary>
internal sealed class OracleRun
{
    public int Operations { get; private set; }
    public int Rows { get; private set; }
    public int WithRows { get; private set; }
    public int Refused { get; private set; }
    public List<string> Differences { get; } = [];

    public static async Task<OracleRun> AskAsync(Graph graph, Viewer viewer, int operations, Random random)
    {
        await using var memory = await MemoryGraph.LoadAsync(graph, viewer);
        var known = await KnownValues.ReadAsync(graph);
        var inputs = new InputWriter(known, random);
        var arguments = new Arguments(known, inputs, random);
        var writer = new OperationWriter(await graph.ViewAsync(viewer), arguments, inputs, refused: [], random);
        var run = new OracleRun();
        for (var i = 0; i < operations; i++)
        {
            await run.AskAsync(graph, memory, viewer, writer.WriteRead(), arguments);
        }

        return run;
    }

    private async Task AskAsync(Graph graph, MemoryGraph memory, Viewer viewer, Operation operation, Arguments arguments)
    {
        var planned = await graph.RunJsonAsync(viewer, operation.Document, operation.Variables);
        var known = await graph.RunJsonAsync(viewer, operation.Document, operation.Variables);
        var expected = await memory.AnswerAsync(operation);
        var comparison = new AnswerComparison(memory.Cursors);
        var difference = planned.Text != known.Text ? $"planned: {planned.Text}\nknown: {known.Text}" : comparison.Difference(expected, planned.Text);
        Operations++;
        Rows += comparison.Rows;
        WithRows += comparison.Rows > 0 ? 1 : 0;
        Refused += planned.Codes.Length > 0 ? 1 : 0;
        if (difference is not null)
        {
            Differences.Add(
                $"{viewer.Role} {viewer.Name}: {difference}\n{operation.Document}\n{operation.Variables}\nmemory: {expected}\ngraph: {planned.Text}"
            );
        }

        foreach (var (member, cursor) in comparison.Cursors)
        {
            if (member is ['k', .. var list] && int.TryParse(list, CultureInfo.InvariantCulture, out var number))
            {
                arguments.Keep(number, cursor);
            }
        }
    }
}
