using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Lintel.Chaos;

/// <summary>The connections of all clients, some of which break now and then.</summary>
internal sealed class Wires : IDisposable
{
    private readonly ConcurrentDictionary<Socket, bool> _open = [];

    public Wires() =>
        Http = new HttpMessageInvoker(
            new SocketsHttpHandler
            {
                ConnectCallback = async (context, stop) =>
                {
                    var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    try
                    {
                        await socket.ConnectAsync(context.DnsEndPoint, stop);
                    }
                    catch
                    {
                        socket.Dispose();
                        throw;
                    }

                    _open[socket] = true;
                    return new NetworkStream(socket, ownsSocket: true);
                },
            }
        );

    public HttpMessageInvoker Http { get; }

    /// <summary>A client's side of it: what is under way is neither sent nor heard to its end.</summary>
    public static bool IsBroken(Exception fault) =>
        fault is HttpRequestException or IOException or SocketException or ObjectDisposedException or System.Net.WebSockets.WebSocketException;

    /// <summary>Resets a share of those that are open; how many.</summary>
    public int Cut(Random random, double share)
    {
        var cut = 0;
        foreach (var socket in _open.Keys)
        {
            if (!socket.Connected)
            {
                _open.TryRemove(socket, out _);
            }
            else if (random.NextDouble() < share)
            {
                _open.TryRemove(socket, out _);
                // With 0 seconds to linger the other side hears a reset.
                socket.Close(timeout: 0);
                cut++;
            }
        }

        return cut;
    }

    public void Dispose() => Http.Dispose();
}
