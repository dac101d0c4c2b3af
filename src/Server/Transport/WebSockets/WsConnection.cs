using System.Net;
using System.Net.WebSockets;
using Lintel.Server.Identity;
using Lintel.Server.Observability;
using Lintel.Server.Transport.Streams;

namespace Lintel.Server.Transport.WebSockets;

/// <summary>
/// One socket of graphql-transport-ws, from accepting to closing. Messages are handled one after another; operations run beside
/// them; whatever ends the socket first decides its close code.
/// </summary>
internal sealed class WsConnection : IDisposable
{
    private static readonly TimeSpan ClosingPatience = TimeSpan.FromSeconds(5);

    private readonly WebSocket _socket;
    private readonly WsFrames _frames;
    private readonly Outbox _outbox;
    private readonly WsMessages _messages;
    private readonly WsOperations _operations;
    private readonly WsDeadlines _deadlines;
    private readonly WsServices _services;
    private readonly TaskCompletionSource<WsClose> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IPAddress? _address;
    private Caller? _caller;
    private volatile bool _isLeaving;

    public WsConnection(WebSocket socket, WsServices services, IPAddress? address)
    {
        var limits = services.Limits.Value;
        _socket = socket;
        _services = services;
        _address = address;
        _frames = new WsFrames(socket, limits.SocketMessageBytes);
        _outbox = new Outbox(limits, SendAsync, () => End(WsClose.SlowConsumer));
        _messages = new WsMessages(_outbox, services.Serializer);
        _operations = new WsOperations(_messages, services.Runner, limits.SubscriptionsPerSocket, () => End(WsClose.AccessChanged));
        _deadlines = new WsDeadlines(services.Clock, End);
        _deadlines.AwaitInit(TimeSpan.FromMilliseconds(limits.SocketInitTimeoutMilliseconds));
    }

    /// <summary>Serves the socket until it is closed, by whomever.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var watched = _services.Metrics.Watch(_outbox, StreamTransport.WebSocket);
        using var whenStopping = stopping.Register(() => _ = LeaveAsync());
        using var broken = new CancellationTokenSource();
        var sending = _outbox.RunAsync(broken.Token);
        var receiving = ReceiveAsync(broken.Token);

        var close = await _end.Task;
        _deadlines.Dispose();
        close = close.After(_operations.StopAll());
        _outbox.Stop(drop: close.IsDeaf);
        if (close.Error is { } code)
            _services.Metrics.Cut(StreamTransport.WebSocket, code);
        ServerLog.SocketClosed(_services.Log, close.Code, close.Reason);

        broken.CancelAfter(ClosingPatience);
        await CloseAsync(close, sending, receiving, broken.Token);
    }

    public void Dispose()
    {
        _deadlines.Dispose();
        _socket.Dispose();
    }

    private void End(WsClose close) => _end.TrySetResult(close);

    /// <summary>The server stops: what is under way still has its answer, and nothing new begins.</summary>
    private async Task LeaveAsync()
    {
        _isLeaving = true;
        await _operations.WhenAnsweredAsync();
        End(WsClose.GoingAway);
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        await _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    private async Task CloseAsync(WsClose close, Task sending, Task receiving, CancellationToken patience)
    {
        try
        {
            await sending;
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await _socket.CloseOutputAsync((WebSocketCloseStatus)close.Code, close.Reason, patience);
            }

            // The client answers with its own close frame; what it still sends before that is read and ignored.
            await receiving;
        }
        catch (Exception fault) when (fault is OperationCanceledException or WebSocketException)
        {
            _socket.Abort();
        }
    }

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await _frames.ReadAsync(cancellationToken) is { } read)
            {
                if (_end.Task.IsCompleted)
                    continue;
                if (read.Close is { } close)
                    End(close);
                else
                    await HandleAsync(read.Text, cancellationToken);
            }

            End(WsClose.Normal);
        }
        catch (Exception fault) when (fault is OperationCanceledException or WebSocketException)
        {
            // The client is gone without a close frame; there is nobody to tell.
            End(WsClose.Normal);
        }
        catch (Exception fault)
        {
            ServerLog.SocketBroke(_services.Log, fault);
            End(WsClose.InternalError);
        }
    }

    private async Task HandleAsync(ReadOnlyMemory<byte> text, CancellationToken cancellationToken)
    {
        var (message, malformed) = WsMessage.Parse(text, _services.Limits.Value.JsonDepth);
        if (message is null)
        {
            End(malformed!);
            return;
        }

        switch (message.Type)
        {
            case WsMessage.ConnectionInit:
                await InitialiseAsync(message, cancellationToken);
                break;
            case WsMessage.Ping:
                _messages.Post(WsMessage.Pong, payload: message.Payload);
                break;
            case WsMessage.Pong:
                break;
            case WsMessage.Subscribe:
                Subscribe(message);
                break;
            case WsMessage.Complete:
                _operations.Stop(message.Id!);
                break;
            default:
                End(WsClose.BadMessage($"Unknown message type '{message.Type}'"));
                break;
        }
    }

    private async Task InitialiseAsync(WsMessage message, CancellationToken cancellationToken)
    {
        if (_caller is not null)
        {
            End(WsClose.TooManyInits);
            return;
        }

        _deadlines.InitArrived();
        if (await _services.SignIn.CheckAsync(message.Payload, _address, cancellationToken) is not { } caller)
        {
            End(WsClose.InvalidToken);
            return;
        }

        if (caller.Wait is not null)
        {
            End(WsClose.TooManyAttempts);
            return;
        }

        _caller = caller;
        if (caller.ExpiresAt is { } expiry)
            _deadlines.EndAt(expiry);
        _messages.Post(WsMessage.ConnectionAck);
    }

    private void Subscribe(WsMessage message)
    {
        if (_caller is not { } caller)
        {
            End(WsClose.Unauthorized);
            return;
        }

        if (message.Payload is not { } payload)
        {
            End(WsClose.BadMessage("'subscribe' message needs an object in 'payload'"));
            return;
        }

        var read = _services.Reader.Read(payload);
        if (read.Request is null)
            End(WsClose.BadMessage(read.Fault!.Message));
        else if (_isLeaving)
            _messages.Post(WsMessage.Error, message.Id, StreamEnd.ServerStopping.ToResult(after: null).Errors);
        else if (!_operations.Start(message.Id!, read.Request, caller))
            End(WsClose.SubscriberExists(message.Id!));
    }
}
