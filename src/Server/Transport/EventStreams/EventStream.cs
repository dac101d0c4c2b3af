using System.IO.Pipelines;
using GraphQL;
using GraphQL.Transport;
using Lintel.Server.Identity;
using Lintel.Server.Observability;
using Lintel.Server.Transport.Http;
using Lintel.Server.Transport.Streams;

namespace Lintel.Server.Transport.EventStreams;

/// <summary>One response of graphql-sse, from its first byte to its last: an operation, its results as they come, a heartbeat while there are none.</summary>
internal sealed class EventStream
{
    private static readonly TimeSpan ClosingPatience = TimeSpan.FromSeconds(5);

    private readonly HttpContext _context;
    private readonly EventStreamServices _services;
    private readonly PipeWriter _body;
    private readonly Outbox _outbox;
    private readonly RunningOperation _operation;

    /// <summary>Why it ends; null: the operation is finished, or the client is gone.</summary>
    private readonly TaskCompletionSource<StreamEnd?> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public EventStream(HttpContext context, EventStreamServices services)
    {
        (_context, _services, _body) = (context, services, context.Response.BodyWriter);
        _outbox = new Outbox(services.Limits.Value, SendAsync, () => _end.TrySetResult(StreamEnd.SlowConsumer));
        _operation = services.Runner.Create(new EventStreamAnswers(_outbox, services.Serializer, end => _end.TrySetResult(end)));
    }

    /// <summary>Serves the stream until it ends, by whomever.</summary>
    public async Task RunAsync(GraphQLRequest request, Caller caller, CancellationToken stopping)
    {
        using var watched = _services.Metrics.Watch(_outbox, StreamTransport.EventStream);
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(_context.RequestAborted);
        // The client hears at once that it is connected.
        _outbox.Post(EventFrames.Heartbeat);
        var sending = _outbox.RunAsync(broken.Token);
        StreamEnd? end;
        using (_operation)
        using (var gone = _context.RequestAborted.Register(() => _end.TrySetResult(null)))
        using (var whenStopping = stopping.Register(() => EndIfFollowing(StreamEnd.ServerStopping)))
        using (
            var expiry = caller.ExpiresAt is not { } expiresAt
                ? null
                : new TokenExpiry(_services.Clock, expiresAt, () => EndIfFollowing(StreamEnd.TokenExpired))
        )
        using (var heartbeat = StartHeartbeat())
        {
            _ = _services.Runner.RunAsync(
                _operation,
                request,
                caller,
                readOnly: HttpMethods.IsGet(_context.Request.Method),
                ValidateOnly.IsAskedBy(_context.Request)
            );
            end = await _end.Task;
        }

        _outbox.Stop(drop: end is { IsDeaf: true }, end is null ? null : EventFrames.Last(_services.Serializer, end.ToResult(_operation.Position)));
        if (end is not null)
        {
            _services.Metrics.Cut(StreamTransport.EventStream, end.Code);
            ServerLog.EventStreamEnded(_services.Log, end.Code);
        }

        broken.CancelAfter(ClosingPatience);
        try
        {
            await sending;
        }
        catch (OperationCanceledException)
        {
            // It did not read even the rest.
            _context.Abort();
        }
    }

    /// <summary>A query or mutation is under way and comes to its answer; a subscription would never end.</summary>
    private void EndIfFollowing(StreamEnd end)
    {
        if (_operation.IsFollowing)
            _end.TrySetResult(end);
    }

    private ITimer StartHeartbeat()
    {
        var interval = TimeSpan.FromSeconds(_services.Limits.Value.EventStreamHeartbeatSeconds);
        return _services.Clock.CreateTimer(_ => Beat(), state: null, interval, interval);
    }

    private void Beat()
    {
        // To one who does not read what there is, silence is no news.
        if (_outbox.IsIdle)
            _outbox.Post(EventFrames.Heartbeat);
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var flushed = await _body.WriteAsync(message, cancellationToken);
        if (flushed.IsCompleted)
            _end.TrySetResult(null);
    }
}
