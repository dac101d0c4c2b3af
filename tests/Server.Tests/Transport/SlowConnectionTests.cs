using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Lintel.Server.Tests.Transport;

/// <summary>
/// Connections that give little and take long. Kestrel measures them by its own clock, which no test can move: these take the seconds that they say.
/// </summary>
public sealed class SlowConnectionTests
{
    [Fact]
    public async Task A_body_that_comes_too_slowly_is_cut_off_and_harms_nobody()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync(
            ("Lintel:Transport:BodyBytesPerSecond", "1000000"),
            ("Lintel:Transport:BodyGraceSeconds", "2")
        );
        using var slow = await ConnectAsync(server);
        await slow.SendAsync("POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"query\":");

        using var other = await server.PostAsync("""{"query":"{ hello }"}""");
        var answer = await slow.ReadToEndAsync();
        using var later = await server.PostAsync("""{"query":"{ hello }"}""");

        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("BODY_TOO_SLOW", answer, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Fact]
    public async Task Headers_that_come_too_slowly_are_cut_off()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync(("Lintel:Transport:HeaderSeconds", "1"));
        using var slow = await ConnectAsync(server);

        await slow.SendAsync("POST /graphql HTTP/1.1\r\nHost: x\r\nContent-");

        Assert.StartsWith("HTTP/1.1 408 ", await slow.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_idle_connection_is_closed()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync(("Lintel:Transport:KeepAliveSeconds", "1"));
        using var idle = await ConnectAsync(server);

        await idle.SendAsync("GET /graphql?query={hello} HTTP/1.1\r\nHost: x\r\n\r\n");

        Assert.EndsWith("""{"data":{"hello":"world"}}""", await idle.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_connection_too_many_is_closed()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync(("Lintel:Transport:Connections", "1"));
        using var first = await server.PostAsync("""{"query":"{ hello }"}""");

        using var second = await ConnectAsync(server);

        Assert.Equal("", await second.ReadToEndAsync());
        using var again = await server.PostAsync("""{"query":"{ hello }"}""");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    private static async Task<Connection> ConnectAsync(ServerUnderTest server)
    {
        var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port);
        return new Connection(client);
    }

    private sealed class Connection(TcpClient client) : IDisposable
    {
        public async Task SendAsync(string text) => await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));

        /// <summary>What comes until the server closes.</summary>
        public async Task<string> ReadToEndAsync()
        {
            using var reader = new StreamReader(client.GetStream());
            using var patience = new CancellationTokenSource(ServerUnderTest.Patience);
            return await reader.ReadToEndAsync(patience.Token);
        }

        public void Dispose() => client.Dispose();
    }
}
