using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Lintel.Client.Generator.Commands;

/// <summary>Asks a graph for its schema, as the bearer of a token has it.</summary>
internal sealed class SchemaSource(HttpClient http)
{
    private static readonly byte[] Question = """{"query":"query Schema { schema }"}"""u8.ToArray();

    /// <summary>The SDL.</summary>
    /// <exception cref="HttpRequestException">No schema came; the message says why.</exception>
    public async Task<string> FetchAsync(
        Uri url,
        string? token,
        IEnumerable<KeyValuePair<string, string>> headers,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ByteArrayContent(Question) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.Accept.ParseAdd("application/graphql-response+json, application/json;q=0.9");
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request, cancellationToken);
        var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return SchemaOf(answer) ?? throw new HttpRequestException($"{url} answered {(int)response.StatusCode} without a schema: {Shortened(answer)}");
    }

    private static string? SchemaOf(byte[] answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            return
                json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("data", out var data)
                && data.ValueKind == JsonValueKind.Object
                && data.TryGetProperty("schema", out var schema)
                ? schema.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Shortened(byte[] answer)
    {
        var text = Encoding.UTF8.GetString(answer).ReplaceLineEndings(" ");
        return text.Length > 300 ? text[..300] + "…" : text;
    }
}
