using System.Net.Http.Headers;
using Lintel.Client.Operations;

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

    public async Task<OperationResult<T>> ExecuteAsync<T>(byte[] body, ReadValue<T> readData, CancellationToken cancellationToken)
        where T : class
    {
        using var client = clients.CreateClient(clientName);
        if (client.BaseAddress is null)
        {
            throw new InvalidOperationException($"{clientName} has no address: call ConfigureHttpClient(http => http.BaseAddress = …).");
        }

        using var request = await RequestAsync(body, cancellationToken).ConfigureAwait(false);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            return await AnswerAsync(response, readData, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            return OperationResult<T>.Failed(ClientError.TransportCode, fault.Message, fault);
        }
    }

    private async Task<HttpRequestMessage> RequestAsync(byte[] body, CancellationToken cancellationToken)
    {
        var token = await tokens.GetTokenAsync(cancellationToken).ConfigureAwait(false);
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

    private static async Task<OperationResult<T>> AnswerAsync<T>(
        HttpResponseMessage response,
        ReadValue<T> readData,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var mediaType = response.Content.Headers.ContentType?.MediaType;
        var isGraphQL =
            string.Equals(mediaType, GraphQLResponse, StringComparison.OrdinalIgnoreCase)
            || string.Equals(mediaType, "application/json", StringComparison.OrdinalIgnoreCase);
        if (!isGraphQL)
        {
            return OperationResult<T>.Failed(
                ClientError.TransportCode,
                $"The server answered {(int)response.StatusCode} {response.ReasonPhrase} with {mediaType ?? "no content type"} instead of GraphQL."
            );
        }

        var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return ResponseBody.Read(answer, readData);
    }
}
