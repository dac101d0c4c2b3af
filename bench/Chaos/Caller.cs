using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Lintel.Chaos;

/// <summary>Asks servers by HTTP, one request at a time and each at most once.</summary>
internal sealed class Caller(Fleet fleet, Wires wires, Func<string, string> tokenOf)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>The root field of an answer without errors; null: there was no answer, or the server could not do it now.</summary>
    public async Task<JsonElement?> TryAsync(Uri server, string persona, string document, object variables, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, server)
            {
                Content = new StringContent(JsonSerializer.Serialize(new { query = document, variables }), Encoding.UTF8, "application/json"),
            };
            request.Headers.Accept.ParseAdd("application/graphql-response+json");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokenOf(persona));
            using var response = await wires.Http.SendAsync(request, patience.Token);
            var text = await response.Content.ReadAsStringAsync(patience.Token);
            if (response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                throw new InvalidOperationException($"{persona} was refused {document}: {text}");

            return response.IsSuccessStatusCode ? RootOf(text) : null;
        }
        catch (Exception fault) when (Wires.IsBroken(fault))
        {
            return null;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>The same, until there is an answer, from whatever server.</summary>
    public async Task<JsonElement> AskAsync(string persona, string document, object variables, CancellationToken stop)
    {
        while (true)
        {
            if (await TryAsync(fleet.Any(), persona, document, variables, stop) is { } answer)
                return answer;
            await Task.Delay(Pause, stop);
        }
    }

    private static JsonElement? RootOf(string text)
    {
        var answer = JsonDocument.Parse(text).RootElement;
        return answer.TryGetProperty("errors", out _) || !answer.TryGetProperty("data", out var data) ? null : data.EnumerateObject().First().Value;
    }
}
