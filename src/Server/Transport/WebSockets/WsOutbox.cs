using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using GraphQL;
using GraphQL.Transport;

namespace Lintel.Server.Transport.WebSockets;

/// <summary>
/// The one writer of a socket. Anyone may post, nobody waits: what the client is too slow to take is counted, and past the bound
/// the socket is given up, so a slow client costs the others nothing.
/// </summary>
internal sealed class WsOutbox(WebSocket socket, IGraphQLTextSerializer serializer, TransportLimits limits, Action overflowed)
{
    private readonly Channel<byte[]> _waiting = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private volatile bool _dropping;
    private int _messages;
    private long _bytes;

    public void Post(string type, string? id = null, object? payload = null)
    {
        var text = serializer.Serialize(
            new OperationMessage
            {
                Type = type,
                Id = id,
                Payload = payload,
            }
        );
        var message = Encoding.UTF8.GetBytes(text);

        // A single large answer is no backlog: the bound on bytes holds from the second waiting message on.
        var messages = Interlocked.Increment(ref _messages);
        var bytes = Interlocked.Add(ref _bytes, message.Length);
        if (messages > limits.SocketBacklogMessages || (messages > 1 && bytes > limits.SocketBacklogBytes))
        {
            overflowed();
            return;
        }

        _waiting.Writer.TryWrite(message);
    }

    /// <summary>Takes no more. What waits is still sent, or dropped where its reader may no longer see it.</summary>
    public void Stop(bool drop)
    {
        _dropping = drop;
        _waiting.Writer.TryComplete();
    }

    /// <summary>Sends until stopped.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await _waiting.Reader.WaitToReadAsync(cancellationToken))
        {
            while (_waiting.Reader.TryRead(out var message))
            {
                if (_dropping)
                    continue;

                await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
                Interlocked.Decrement(ref _messages);
                Interlocked.Add(ref _bytes, -message.Length);
            }
        }
    }
}
