using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Lintel.Streams;

/// <summary>
/// A client of graphql-transport-ws on a bare socket: a handshake, one subscription, and then as little as possible for each message, so that thousands of
/// them cost the server they measure little.
/// </summary>
internal sealed class Subscriber : IDisposable
{
    private const int Opcode = 0x0F;
    private const int Final = 0x80;
    private const int Text = 1;
    private const int Close = 8;
    private const int Ping = 9;
    private const int Pong = 10;
    private const int Masked = 0x80;

    private readonly Socket _socket;
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _buffer = new byte[1_024];
    private int _length;
    private volatile TaskCompletionSource? _pause;

    private Subscriber(Socket socket) => _socket = socket;

    /// <summary>Told each message but pings, on whatever thread it comes. The bytes are valid during the call.</summary>
    public Action<Subscriber, ReadOnlyMemory<byte>>? Told { get; set; }

    /// <summary>"4413 reason" once the server has closed it; "gone" where it did so without a word.</summary>
    public Task<string> Closed => _closed.Task;

    /// <summary>Connected, acknowledged and subscribed.</summary>
    public static async Task<Subscriber> OpenAsync(Uri server, IPAddress from, string token, SubscriberQuery query, CancellationToken stop)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (query.ReceiveBuffer is { } bytes)
            socket.ReceiveBufferSize = bytes;
        socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(server.Host, server.Port, stop);
        var subscriber = new Subscriber(socket) { Told = query.Told };
        await subscriber.ShakeHandsAsync(server, stop);
        await subscriber.SendAsync(new { type = "connection_init", payload = new { Authorization = $"Bearer {token}" } }, stop);
        await subscriber.ReadUntilAcknowledgedAsync(stop);
        await subscriber.SendAsync(
            new
            {
                type = "subscribe",
                id = "1",
                payload = new { query = query.Document, variables = query.Variables },
            },
            stop
        );
        _ = subscriber.ReadAsync();
        return subscriber;
    }

    /// <summary>Reads no more until <see cref="GoOn"/>.</summary>
    public void Stop() => _pause = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void GoOn()
    {
        var pause = _pause;
        _pause = null;
        pause?.TrySetResult();
    }

    public void Dispose() => _socket.Dispose();

    private async Task ShakeHandsAsync(Uri server, CancellationToken stop)
    {
        var request =
            $"GET /graphql HTTP/1.1\r\nHost: {server.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n";
        await _socket.SendAsync(Encoding.ASCII.GetBytes(request), stop);
        var end = -1;
        while (end < 0)
        {
            await FillAsync(stop);
            end = _buffer.AsSpan(0, _length).IndexOf("\r\n\r\n"u8);
        }

        if (!_buffer.AsSpan().StartsWith("HTTP/1.1 101"u8))
            throw new InvalidOperationException($"No socket: {Encoding.ASCII.GetString(_buffer, 0, _length)}");
        Drop(end + 4);
    }

    private async Task ReadUntilAcknowledgedAsync(CancellationToken stop)
    {
        while (true)
        {
            if (TryFrame(out _, out var start, out var length))
            {
                Drop(start + length);
                return;
            }

            await FillAsync(stop);
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (true)
            {
                while (TryFrame(out var opcode, out var start, out var length))
                {
                    var payload = _buffer.AsMemory(start, length);
                    if (opcode == Close)
                    {
                        _closed.TrySetResult(
                            length < 2 ? "" : $"{BinaryPrimitives.ReadUInt16BigEndian(payload.Span)} {Encoding.UTF8.GetString(payload.Span[2..])}"
                        );
                        return;
                    }

                    if (opcode == Ping)
                        await SendFrameAsync(Pong, payload, CancellationToken.None);
                    else if (payload.Span.StartsWith("{\"type\":\"ping\""u8))
                        await SendAsync(new { type = "pong" }, CancellationToken.None);
                    else
                        Told?.Invoke(this, payload);
                    Drop(start + length);
                }

                if (_pause is { } pause)
                    await pause.Task;
                await FillAsync(CancellationToken.None);
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException or IOException)
        {
            _closed.TrySetResult("gone");
        }
    }

    private async Task FillAsync(CancellationToken stop)
    {
        if (_length == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = await _socket.ReceiveAsync(_buffer.AsMemory(_length), stop);
        _length += read == 0 ? throw new IOException("The server is gone.") : read;
    }

    private void Drop(int bytes)
    {
        _buffer.AsSpan(bytes, _length - bytes).CopyTo(_buffer);
        _length -= bytes;
    }

    /// <summary>The first whole frame; those of a server have no mask, and Lintel sends each message as one.</summary>
    private bool TryFrame(out int opcode, out int start, out int length)
    {
        var read = _buffer.AsSpan(0, _length);
        (opcode, start, length) = (0, 2, 0);
        if (read.Length < 2)
            return false;

        opcode = read[0] & Opcode;
        length = read[1];
        if (length == 126)
        {
            if (read.Length < 4)
                return false;
            (length, start) = (BinaryPrimitives.ReadUInt16BigEndian(read[2..]), 4);
        }
        else if (length == 127)
        {
            if (read.Length < 10)
                return false;
            (length, start) = ((int)BinaryPrimitives.ReadUInt64BigEndian(read[2..]), 10);
        }

        return read.Length >= start + length;
    }

    private Task SendAsync(object message, CancellationToken stop) => SendFrameAsync(Text, JsonSerializer.SerializeToUtf8Bytes(message), stop);

    private async Task SendFrameAsync(int opcode, ReadOnlyMemory<byte> payload, CancellationToken stop)
    {
        var frame = new byte[payload.Length + 14];
        frame[0] = (byte)(Final | opcode);
        // The mask is zero, so the bytes are as they are.
        var start = payload.Length < 126 ? 6 : 8;
        if (payload.Length < 126)
        {
            frame[1] = (byte)(Masked | payload.Length);
        }
        else
        {
            frame[1] = Masked | 126;
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
        }

        payload.CopyTo(frame.AsMemory(start));
        await _socket.SendAsync(frame.AsMemory(0, start + payload.Length), stop);
    }
}

/// <summary>What a subscriber asks for.</summary>
/// <param name="Document">The subscription.</param>
internal sealed record SubscriberQuery(string Document)
{
    public object? Variables { get; init; }
    public Action<Subscriber, ReadOnlyMemory<byte>>? Told { get; init; }

    /// <summary>Bytes of the kernel's buffer; null: what it thinks right.</summary>
    public int? ReceiveBuffer { get; init; }
}
