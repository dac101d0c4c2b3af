using System.Text.Json;
using Lintel.Client.Costs;
using Lintel.Client.Store;
using Lintel.Client.Subscriptions;
using Lintel.Client.Telemetry;
using Lintel.Client.Transport;

namespace Lintel.Client.Operations;

/// <summary>What generated operations run on: one per client, safe for concurrent use.</summary>
public sealed class OperationExecutor
{
    private readonly HttpTransport _http;
    private readonly SubscriptionTransports _subscriptions;
    private readonly KnownDocuments _known;
    private readonly EntityStore _store;
    private readonly TimeProvider _clock;

    internal OperationExecutor(
        HttpTransport http,
        SubscriptionTransports subscriptions,
        RequestStrategy strategy,
        EntityStore store,
        TimeProvider clock
    )
    {
        _http = http;
        _subscriptions = subscriptions;
        _known = new KnownDocuments(strategy, clock);
        _store = store;
        _clock = clock;
    }

    /// <summary>Sends a query or mutation over HTTP. Failures come back as errors of the result; only cancellation throws.</summary>
    public async Task<IOperationResult<T>> ExecuteAsync<T>(
        OperationDocument document,
        Action<Utf8JsonWriter>? variables,
        ReadValue<T> readData,
        CancellationToken cancellationToken
    )
        where T : class
    {
        ArgumentNullException.ThrowIfNull(document);
        using var activity = ClientTelemetry.Start(document);
        var started = _clock.GetTimestamp();
        var (answer, result) = await AskAsync(document, variables, readData, cancellationToken).ConfigureAwait(false);
        if (answer is not null && result is { Data: not null, Errors.Count: 0 } && _store.IsWatched)
        {
            _store.Write(document.Shape, RequestVariables.Of(document.Shape, variables), answer);
        }

        ClientTelemetry.Finish(activity, document, result.Errors, _clock.GetElapsedTime(started));
        return result;
    }

    /// <summary>
    /// Follows a subscription until the server completes it or the caller stops. Lost connections are made again; with a
    /// <paramref name="resume"/> nothing is lost or repeated in between.
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
        SubscriptionStream<T>.StartAsync(
            () => new SubscriptionStream<T>(_subscriptions, _known, _store, document, variables, readData, resume),
            cancellationToken
        );

    /// <summary>
    /// The result of a query now and whenever what it shows has changed: by this query, by others of this client, and by its mutations.
    /// </summary>
    public IObservable<IOperationResult<T>> Watch<T>(
        OperationDocument document,
        Action<Utf8JsonWriter>? variables,
        ReadValue<T> readData,
        ExecutionStrategy strategy
    )
        where T : class
    {
        ArgumentNullException.ThrowIfNull(document);
        return new WatchedQuery<T>(
            _store,
            document,
            RequestVariables.Of(document.Shape, variables),
            readData,
            cancellationToken => AskAsync(document, variables, readData, cancellationToken),
            strategy
        );
    }

    /// <summary>The price of an operation in points, without asking the server.</summary>
    public static long Price(OperationDocument document, Action<Utf8JsonWriter>? variables)
    {
        ArgumentNullException.ThrowIfNull(document);
        return OperationPrice.Of(document.Shape, RequestVariables.Of(document.Shape, variables));
    }

    /// <summary>A fresh key under which the server runs a mutation at most once, however often it is sent.</summary>
    public string NewIdempotencyKey() => Guid.CreateVersion7(_clock.GetUtcNow()).ToString();

    /// <summary>Sends the document's name where the server may know it, and its text where it does not.</summary>
    private async Task<(byte[]? Json, OperationResult<T> Result)> AskAsync<T>(
        OperationDocument document,
        Action<Utf8JsonWriter>? variables,
        ReadValue<T> readData,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var isKnown = _known.Knows(document);
        while (true)
        {
            var body = RequestBody.Of(document, _known.Strategy, isKnown, variables);
            var answer = await _http.SendAsync(body, cancellationToken).ConfigureAwait(false);
            if (answer.Json is not { } json)
            {
                return (null, OperationResult<T>.Failed(ClientError.TransportCode, answer.Failure ?? "No answer came.", answer.Cause));
            }

            var result = ResponseBody.Read(json, readData);
            if (isKnown && result.Errors.Count > 0 && _known.Refuses(document, result.Errors))
            {
                isKnown = false;
                continue;
            }

            if (!isKnown)
            {
                _known.Learned(document);
            }

            return (json, result);
        }
    }
}
