using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Lintel.ClientSdk.Live.Tests;

/// <summary>Work on deals: tasks that are completed one after the other, each until the server has confirmed it.</summary>
internal sealed class DealTasks(LiveServer server)
{
    private const string Closing = "closing-gao";
    private readonly Queue<string> _open = new();

    /// <summary>Completes the next open task, and gives the place of that in the log. Repeated with the same key until an answer comes.</summary>
    public async Task<long> CompleteOneAsync()
    {
        if (_open.Count == 0)
        {
            await FindAsync();
        }

        var task = _open.Dequeue();
        var key = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        var answer = await AskAsync(
            "mutation($id: ID!, $key: String) { dealTaskComplete(input: { taskId: $id, idempotencyKey: $key }) { sequence errors { __typename ... on UserError { message } } } }",
            new { id = task, key }
        );
        return (long?)answer["dealTaskComplete"]!["sequence"] ?? throw new InvalidOperationException(answer.ToJsonString());
    }

    private async Task FindAsync()
    {
        var answer = await AskAsync(
            "{ deals(first: 100, where: { stage: { neq: CLOSED } }) { nodes { stage tasks(first: 30) { nodes { id status stage } } } } }",
            variables: null
        );
        foreach (var deal in answer["deals"]!["nodes"]!.AsArray())
        {
            foreach (var task in deal!["tasks"]!["nodes"]!.AsArray().Where(task => (string)task!["status"]! == "OPEN"))
            {
                _open.Enqueue((string)task!["id"]!);
            }
        }
    }

    private async Task<JsonNode> AskAsync(string query, object? variables)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            try
            {
                return await server.AskAsync(Closing, query, variables);
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or SocketException or System.Text.Json.JsonException)
            {
                // The server is away; it comes back.
                patience.Token.ThrowIfCancellationRequested();
                await server.UntilItIsThereAsync(patience.Token);
            }
        }
    }
}
