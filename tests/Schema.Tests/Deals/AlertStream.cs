using System.Text.Json;
using System.Threading.Channels;
using GraphQL;
using Lintel.Domain;
using Lintel.Schema.Shared.Streaming;

namespace Lintel.Schema.Tests.Deals;

/// <summary>One open subscription to deal alerts, in process.</summary>
internal sealed class AlertStream : IObserver<ExecutionResult>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Channel<string> _answers = Channel.CreateUnbounded<string>();
    private readonly Graph _graph;
    private IDisposable? _subscription;

    private AlertStream(Graph graph) => _graph = graph;

    public static async Task<AlertStream> OpenAsync(Graph graph, Viewer viewer, string arguments = "", IStreamSubscriber? subscriber = null)
    {
        var document = $$"""
            subscription {
              dealAlerts{{arguments}} {
                __typename
                ... on StreamItem { sequence previousSequence }
                ... on DealAlert { kind fromStage toStage deal { dealNumber stage } task { name } }
              }
            }
            """;
        var result = await (subscriber is null ? graph.ExecuteAsync(viewer, document) : graph.ExecuteAsync(viewer, document, subscriber));
        Assert.True(result.Streams is { Count: 1 }, graph.Serialize(result));
        var stream = new AlertStream(graph);
        stream._subscription = result.Streams!["dealAlerts"].Subscribe(stream); // asserted above
        return stream;
    }

    /// <summary>The next alert in one line: sequence, the one before, kind, stages, deal, task.</summary>
    public async Task<string> NextAsync()
    {
        var answer = new Answer(await _answers.Reader.ReadAsync().AsTask().WaitAsync(Patience));
        var alert = answer["dealAlerts"];
        string?[] parts =
        [
            $"{alert.GetProperty("sequence")}←{alert.GetProperty("previousSequence").GetRawText()}",
            alert.GetProperty("kind").GetString(),
            alert.GetProperty("fromStage").GetString(),
            alert.GetProperty("toStage").GetString(),
            alert.GetProperty("deal") is { ValueKind: JsonValueKind.Object } deal ? deal.GetProperty("dealNumber").GetString() : "null",
            alert.GetProperty("task") is { ValueKind: JsonValueKind.Object } task ? task.GetProperty("name").GetString() : null,
        ];
        return string.Join(' ', parts.OfType<string>());
    }

    /// <summary>The next item in one line: its type, its sequence and the one before.</summary>
    public async Task<string> NextTypeAsync()
    {
        var item = new Answer(await _answers.Reader.ReadAsync().AsTask().WaitAsync(Patience))["dealAlerts"];
        return $"{item.GetProperty("__typename").GetString()} {item.GetProperty("sequence")}←{item.GetProperty("previousSequence").GetRawText()}";
    }

    /// <summary>Whether anything was heard that was not read yet.</summary>
    public bool HasMore => _answers.Reader.TryPeek(out _);

    public void OnNext(ExecutionResult value) => _answers.Writer.TryWrite(_graph.Serialize(value));

    public void OnError(Exception error) => _answers.Writer.TryComplete(error);

    public void OnCompleted() => _answers.Writer.TryComplete();

    public void Dispose() => _subscription?.Dispose();
}
