using System.Net.Sockets;
using System.Text;

namespace Lintel.Server.Tests.Transport;

/// <summary>Connections of every kind that were opened, have said what is needed to stay, and now say nothing.</summary>
internal sealed class IdleConnections : IDisposable
{
    private const string Deals = "subscription { dealAlerts { ... on StreamItem { sequence } } }";

    private readonly List<ProtocolSocket> _sockets = [];
    private readonly List<ProtocolSocket> _subscribed = [];
    private readonly List<(EventStreamClient Stream, Task<string?> Next)> _streams = [];
    private readonly List<TcpClient> _kept = [];

    private IdleConnections() { }

    public int Count => _sockets.Count + _subscribed.Count + _streams.Count + _kept.Count;

    /// <summary>So many of each: sockets, sockets with a subscription, event streams, and connections that wait for their next request.</summary>
    public static async Task<IdleConnections> OpenAsync(ServerUnderTest server, int each)
    {
        var idle = new IdleConnections();
        var token = server.TokenOf("test|li");
        for (var i = 0; i < each; i++)
        {
            idle._sockets.Add(await ProtocolSocket.ReadyAsync(server, token));
            var subscribed = await ProtocolSocket.ReadyAsync(server, token);
            await subscribed.SubscribeAsync("deals", Deals);
            idle._subscribed.Add(subscribed);
            var stream = await EventStreamClient.PostAsync(server, Deals, token);
            Assert.Equal(":", await stream.ReceiveAsync());
            idle._streams.Add((stream, stream.ReceiveAsync()));
            var kept = new TcpClient();
            await kept.ConnectAsync(server.Address.Host, server.Address.Port);
            idle._kept.Add(kept);
            await AssertKeptAsync(kept);
        }

        return idle;
    }

    /// <summary>Every one of them still does what it was opened for.</summary>
    public async Task AssertOpenAsync()
    {
        foreach (var socket in _sockets.Concat(_subscribed))
        {
            await socket.SendAsync("""{"type":"ping"}""");
            Assert.Equal("""{"type":"pong"}""", await socket.ReceiveAsync());
        }

        foreach (var kept in _kept)
            await AssertKeptAsync(kept);
        Assert.DoesNotContain(_streams, stream => stream.Next.IsCompleted);
    }

    public void Dispose()
    {
        foreach (var one in _sockets.Concat(_subscribed).Concat<IDisposable>(_streams.Select(stream => stream.Stream)).Concat(_kept))
            one.Dispose();
    }

    private static async Task AssertKeptAsync(TcpClient kept)
    {
        var (stream, bytes, answer) = (kept.GetStream(), new byte[4_096], "");
        await stream.WriteAsync("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
        while (!answer.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal))
        {
            var length = await stream.ReadAsync(bytes);
            Assert.NotEqual(0, length);
            answer += Encoding.ASCII.GetString(bytes, 0, length);
        }

        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
    }
}
