using System.Net;
using System.Net.Http.Headers;

namespace Lintel.Client.Transport;

/// <summary>GraphQL over HTTP: one POST per operation.</summary>
internal sealed class HttpTransport(IHttpClientFactory clients, string clientName, IAccessTokenProvider tokens)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private const string GraphQLResponse = "application/graphql-response+json";

    /// <summary>The address that the HTTP client is configured with; sockets derive theirs from it.</summary>
    public Uri? BaseAddress
    {
        get
        {
            using var client = clients.CreateClient(clientName);
            return client.BaseAddress;
        }
    }

    /// <summary>Sends a request; one whose token is refused is sent once more with a new one. Throws only when cancelled.</summary>
    public async Task<HttpAnswer> SendAsync(byte[] body, CancellationToken cancellationToken)
    {
        var token = await tokens.GetTokenAsync(cancellationToken).ConfigureAwait(false);
        var answer = await SendAsync(body, token, cancellationToken).ConfigureAwait(false);
        if (answer.Status != HttpStatusCode.Unauthorized || token is null)
        {
            return answer;
        }

        var renewed = await tokens.RenewTokenAsync(token, cancellationToken).ConfigureAwait(false);
        return string.Equals(renewed, token, StringComparison.Ordinal)
            ? answer
            : await SendAsync(body, renewed, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens an event stream (graphql-sse). The caller disposes the response.</summary>
    public async Task<HttpResponseMessage> OpenStreamAsync(byte[] body, string? token, CancellationToken cancellationToken)
    {
        // Not disposed: the response reads through it. The factory owns what lies below.
        var client = Client();
        client.Timeout = Timeout.InfiniteTimeSpan;
        using var request = Request(body, token);
        request.Headers.Accept.Clear();
        request.Headers.Accept.ParseAdd("text/event-stream");
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpAnswer> SendAsync(byte[] body, string? token, CancellationToken cancellationToken)
    {
        using var client = Client();
        using var request = Request(body, token);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            return await AnswerAsync(response, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException || IsResilience(fault))
        {
            return HttpAnswer.Failed(fault.Message, cause: fault);
        }
    }

    /// <summary>A resilience handler gives up with exceptions of its own: open circuit, time-out, rate limit.</summary>
    private static bool IsResilience(Exception fault) => fault is Polly.ExecutionRejectedException;

    private HttpClient Client()
    {
        var client = clients.CreateClient(clientName);
        return client.BaseAddress is null
            ? throw new InvalidOperationException($"{clientName} has no address: call ConfigureHttpClient(http => http.BaseAddress = …).")
            : client;
    }

    private static HttpRequestMessage Request(byte[] body, string? token)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, (Uri?)null)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = Json } },
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(GraphQLResponse));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json", 0.9));
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return request;
    }

    private static async Task<HttpAnswer> AnswerAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var mediaType = response.Content.Headers.ContentType?.MediaType;
        var isGraphQL =
            string.Equals(mediaType, GraphQLResponse, StringComparison.OrdinalIgnoreCase)
            || string.Equals(mediaType, "application/json", StringComparison.OrdinalIgnoreCase);
        return isGraphQL
            ? HttpAnswer.Of(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false), response.StatusCode)
            : HttpAnswer.Failed(
                $"The server answered {(int)response.StatusCode} {response.ReasonPhrase} with {mediaType ?? "no content type"} instead of GraphQL.",
                response.StatusCode
            );
    }
}
