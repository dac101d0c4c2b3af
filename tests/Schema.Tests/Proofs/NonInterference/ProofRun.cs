using System.Globalization;
using System.Text.Json;
using GraphQL;
using Lintel.Data;
using Lintel.Domain;

namespace Lintel.Schema.Tests.Proofs.NonInterference;

/// <summary>Operations that one viewer ran, with every byte of the answers.</summary>
internal sealed class ProofRun
{
    /// <summary>More than the audit log takes of one account while the clock stands.</summary>
    private const int EnoughDenials = DenialLog.EntriesPerMinute + 1;

    private readonly Graph _graph;
    private readonly Viewer _viewer;
    private readonly List<(Operation Operation, string Answer)> _answers = [];

    private ProofRun(Graph graph, Viewer viewer) => (_graph, _viewer) = (graph, viewer);

    public int Operations => _answers.Count;
    public int Rows { get; private set; }
    public int WithRows { get; private set; }
    public int Refused { get; private set; }

    public static async Task<ProofRun> AskAsync(Graph graph, Viewer viewer, int operations, Random random)
    {
        var run = new ProofRun(graph, viewer);
        var view = await graph.ViewAsync(viewer);
        var refused = RefusedDocuments(graph, viewer);
        if (view.Query.GetField("auditEntries") is not null)
        {
            await run.FillDenialsAsync(refused[0]);
        }

        var known = await KnownValues.ReadAsync(graph);
        var inputs = new InputWriter(known, random);
        var arguments = new Arguments(known, inputs, random);
        var writer = new OperationWriter(view, arguments, inputs, refused, random);
        for (var i = 0; i < operations; i++)
        {
            await run.AskAsync(writer.Write(), arguments);
        }

        await ((DenialLog)graph.Service(typeof(DenialLog))).FlushAsync();
        return run;
    }

    /// <summary>Some answer has this text for a value.</summary>
    public bool Shows(string text) => _answers.Exists(one => one.Answer.Contains($":\"{text}\"", StringComparison.Ordinal));

    /// <summary>The operations that are answered otherwise now, with both answers.</summary>
    public async Task<IReadOnlyList<string>> DifferencesAsync(int most)
    {
        var differences = new List<string>();
        foreach (var (operation, before) in _answers)
        {
            var after = await SendAsync(operation);
            if (!string.Equals(before, after, StringComparison.Ordinal))
            {
                differences.Add($"{_viewer.Role} {operation.Document} {operation.Variables}\nbefore: {before}\nafter:  {after}");
                if (differences.Count == most)
                {
                    break;
                }
            }
        }

        return differences;
    }

    private async Task AskAsync(Operation operation, Arguments arguments)
    {
        var answer = await SendAsync(operation);
        Assert.False(
            answer.Contains("Something broke", StringComparison.Ordinal),
            $"{_viewer.Role} {operation.Document} {operation.Variables}: {answer}"
        );
        _answers.Add((operation, answer));
        using var json = JsonDocument.Parse(answer);
        var isAnswered = json.RootElement.TryGetProperty("data", out var data);
        Refused += isAnswered ? 0 : 1;
        var rows = isAnswered ? Walk(data, arguments) : 0;
        Rows += rows;
        WithRows += rows > 0 ? 1 : 0;
    }

    /// <summary>Counts the rows of an answer and keeps its cursors.</summary>
    private static int Walk(JsonElement at, Arguments arguments)
    {
        var rows = 0;
        switch (at.ValueKind)
        {
            case JsonValueKind.Array:
                rows += at.EnumerateArray().Sum(item => (item.ValueKind == JsonValueKind.Object ? 1 : 0) + Walk(item, arguments));
                break;
            case JsonValueKind.Object:
                foreach (var property in at.EnumerateObject())
                {
                    if (
                        property is { Name: ['k', .. var list], Value.ValueKind: JsonValueKind.String }
                        && int.TryParse(list, CultureInfo.InvariantCulture, out var number)
                    )
                    {
                        arguments.Keep(number, property.Value.GetString()!); // a string
                    }

                    rows += Walk(property.Value, arguments);
                }

                break;
        }

        return rows;
    }

    private async Task<string> SendAsync(Operation operation) => (await _graph.RunJsonAsync(_viewer, operation.Document, operation.Variables)).Text;

    /// <summary>A refusal is noted in the audit log, which this viewer may read; after so many of them it takes no more.</summary>
    private async Task FillDenialsAsync(string refused)
    {
        for (var i = 0; i < EnoughDenials; i++)
        {
            await SendAsync(new Operation(refused, "{}"));
        }

        await ((DenialLog)_graph.Service(typeof(DenialLog))).FlushAsync();
    }

    private static List<string> RefusedDocuments(Graph graph, Viewer viewer) =>
        [
            .. SchemaPaths
                .Of(graph.Schema)
                .Where(path => path.Operation == "query")
                .SelectMany(AccessMatrixCases.Selections)
                .Select(leaf => leaf.Case)
                .Concat(AccessMatrixCases.Inputs(graph.Schema).Take(400))
                .Where(one => !one.IsGranted(viewer))
                .Select(one => one.Document),
        ];
}
