using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Lintel.Server.Tests;

/// <summary>A client of graphql-sse with no manners of its own: it asks once and tells what comes back, event by event.</summary>
internal sealed class EventStreamClient : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private EventStreamClient(HttpResponseMessage response, Stream body) => (_response, _lines) = (response, new StreamReader(body));

    public HttpStatusCode Status => _response.StatusCode;
    public HttpContentHeaders ContentHeaders => _response.Content.Headers;
    public HttpResponseHeaders Headers => _response.Headers;

    public static async Task<EventStreamClient> PostAsync(
        ServerUnderTest server,
        string query,
        string? token = null,
        string accept = "text/event-stream",
        params (string Name, string Value)[] headers
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, server.Address)
        {
            Content = new StringContent(JsonSerializer.Serialize(new { query }), Encoding.UTF8, "application/json"),
        };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await SendAsync(server, request, [("Accept", accept), .. headers]);
    }

    public static Task<EventStreamClient> GetAsync(ServerUnderTest server, string query, params (string Name, string Value)[] headers) =>
        SendAsync(
            server,
            new HttpRequestMessage(HttpMethod.Get, $"{server.Address}?query={Uri.EscapeDataString(query)}"),
            [("Accept", "text/event-stream"), .. headers]
        );

    /// <summary>"next DATA", "complete", ":" for a comment; null: the response is at its end.</summary>
    public async Task<string?> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(ServerUnderTest.Patience);
        string? name = null;
        var data = "";
        while (await _lines.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Length == 0)
                return data.Length == 0 ? name : $"{name} {data}";
            if (line.StartsWith(':'))
                name = line;
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
                name = line["event: ".Length..];
            else if (line.StartsWith("data:", StringComparison.Ordinal))
                data += line["data:".Length..].TrimStart();
            else
                throw new InvalidOperationException($"No line of graphql-sse: {line}");
        }

        return null;
    }

    public Task<string> ReadRestAsync() => _lines.ReadToEndAsync();

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }

    private static async Task<EventStreamClient> SendAsync(ServerUnderTest server, HttpRequestMessage request, (string Name, string Value)[] headers)
    {
        using (request)
        {
            foreach (var (name, value) in headers)
                request.Headers.TryAddWithoutValidation(name, value);
            var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            return new EventStreamClient(response, await response.Content.ReadAsStreamAsync());
        }
    }
}
