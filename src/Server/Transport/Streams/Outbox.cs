using System.Threading.Channels;

namespace Lintel.Server.Transport.Streams;

/// <summary>
/// The one writer of a stream. Anyone may post, nobody waits: what the client is too slow to take is counted, and past the bound
/// the stream is given up, so a slow client costs the others nothing.
/// </summary>
/// <param name="limits">The bound.</param>
/// <param name="send">Sends one message; returns when the connection has taken it.</param>
/// <param name="overflowed">Called when the bound is passed.</param>
internal sealed class Outbox(TransportLimits limits, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> send, Action overflowed)
{
    private readonly Channel<byte[]> _waiting = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private volatile bool _isFull;
    private volatile bool _dropping;
    private volatile byte[]? _last;
    private volatile TaskCompletionSource? _room;
    private int _messages;
    private long _bytes;

    /// <summary>Nothing waits, nothing is being sent.</summary>
    public bool IsIdle => Volatile.Read(ref _messages) == 0;

    /// <summary>Messages that wait or are being sent.</summary>
    public int Waiting => Volatile.Read(ref _messages);

    /// <summary>False: the message was not taken, and no later one will be.</summary>
    public bool Post(byte[] message)
    {
        if (_isFull)
            return false;

        // A single large answer is no backlog: the bound on bytes holds from the second waiting message on.
        var messages = Interlocked.Increment(ref _messages);
        var bytes = Interlocked.Add(ref _bytes, message.Length);
        if (messages <= limits.SocketBacklogMessages && (messages == 1 || bytes <= limits.SocketBacklogBytes))
            return _waiting.Writer.TryWrite(message);

        _isFull = true;
        overflowed();
        return false;
    }

    /// <summary>
    /// Returns when less than half of what may wait is waiting. It is for what is in the log anyway, and can be read when there is room for it.
    /// </summary>
    public ValueTask WhenRoomAsync(CancellationToken cancellationToken)
    {
        if (HasRoom || _isFull)
            return ValueTask.CompletedTask;

        var room = _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // It may have come in between, and nobody would say so.
        return HasRoom ? ValueTask.CompletedTask : new ValueTask(room.Task.WaitAsync(cancellationToken));
    }

    private bool HasRoom =>
        Volatile.Read(ref _messages) <= limits.SocketBacklogMessages / 2 && Interlocked.Read(ref _bytes) <= limits.SocketBacklogBytes / 2;

    /// <summary>Takes no more, but for a last word. What waits is still sent, or dropped where its reader may no longer see it.</summary>
    public void Stop(bool drop, byte[]? last = null)
    {
        _dropping = drop;
        _last = last;
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

                await send(message, cancellationToken);
                Interlocked.Decrement(ref _messages);
                Interlocked.Add(ref _bytes, -message.Length);
                if (_room is { } room && HasRoom)
                {
                    _room = null;
                    room.TrySetResult();
                }
            }
        }

        if (_last is { } last)
            await send(last, cancellationToken);
    }
}
