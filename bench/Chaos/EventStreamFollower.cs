using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Lintel.Chaos;

/// <summary>graphql-sse, distinct connections.</summary>
internal sealed class EventStreamFollower(string name, Fleet fleet, Wires wires, string token) : Follower(name)
{
    private const string Data = "data:";
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(45);

    protected override async Task FollowAsync(CancellationToken stop)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(stop);
        silence.CancelAfter(Silence);
        using var request = new HttpRequestMessage(HttpMethod.Post, fleet.Any())
        {
            Content = new StringContent(
                JsonSerializer.Serialize(new { query = Document, variables = new { after = Seen.Position } }),
                Encoding.UTF8,
                "application/json"
            ),
        };
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await wires.Http.SendAsync(request, silence.Token);
        if (!response.IsSuccessStatusCode)
            return;

        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(silence.Token));
        while (await lines.ReadLineAsync(silence.Token) is { } line)
        {
            silence.CancelAfter(Silence);
            // A line that was cut off is no event: what follows it says that it is whole.
            if (line.StartsWith(Data, StringComparison.Ordinal) && line.Length > Data.Length && await lines.ReadLineAsync(silence.Token) is "")
                Take(line[Data.Length..]);
        }
    }

    private void Take(string text)
    {
        using var read = JsonDocument.Parse(text);
        if (read.RootElement.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object)
            Seen.Take(data.GetProperty("dealAlerts"));
    }
}
