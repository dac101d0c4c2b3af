using System.Text.Json;
using Lintel.Client.Subscriptions;
using Lintel.Client.Transport;

namespace Lintel.Client.Operations;

/// <summary>What generated operations run on: one per client, safe for concurrent use.</summary>
public sealed class OperationExecutor
{
    private readonly HttpTransport _http;
    private readonly WebSocketTransport _webSocket;
    private readonly TimeProvider _clock;

    internal OperationExecutor(HttpTransport http, WebSocketTransport webSocket, TimeProvider clock)
    {
        _http = http;
        _webSocket = webSocket;
        _clock = clock;
    }

    /// <summary>Sends a query or mutation over HTTP. Failures come back as errors of the result; only cancellation throws.</summary>
    public async Task<IOperationResult<T>> ExecuteAsync<T>(
        OperationDocument document,
        Action<Utf8JsonWriter>? variables,
        ReadValue<T> readData,
        CancellationToken cancellationToken
    )
        where T : class => await _http.ExecuteAsync(RequestBody.Of(document, variables), readData, cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Follows a subscription over a WebSocket until the server completes it or the caller stops.
    /// Lost connections are made again; with a <paramref name="resume"/> nothing is lost or repeated in between.
    /// </summary>
    /// <exception cref="GraphQLClientException">The server refused the connection for good.</exception>
    public IAsyncEnumerable<IOperationResult<T>> SubscribeAsync<T>(
        OperationDocument document,
        Action<Utf8JsonWriter>? variables,
        ReadValue<T> readData,
        ResumePoint<T>? resume,
        CancellationToken cancellationToken
    )
        where T : class =>
        SubscriptionStream<T>.StartAsync(() => new SubscriptionStream<T>(_webSocket, document, variables, readData, resume), cancellationToken);

    /// <summary>A fresh key under which the server runs a mutation at most once, however often it is sent.</summary>
    public string NewIdempotencyKey() => Guid.CreateVersion7(_clock.GetUtcNow()).ToString();
}
