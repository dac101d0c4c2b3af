using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace Lintel.Reads;

/// <summary>
/// Connections of every kind that say nothing: WebSockets that are initialised, WebSockets and event streams with a subscription, and connections
/// that wait for their next request. They come from several loopback addresses, so that ports do not run short.
/// </summary>
internal sealed class IdleClients(Uri address, string token) : IAsyncDisposable
{
    private const int AtOnce = 64;
    private const int PortsOfOneAddress = 20_000;
    private const string Deals = "subscription { dealAlerts { ... on StreamItem { sequence } } }";

    private readonly List<(ClientWebSocket Socket, Task<WebSocketReceiveResult> Next)> _sockets = [];
    private readonly List<(Stream Body, Task<int> Next)> _streams = [];
    private readonly List<Socket> _kept = [];
    private readonly List<HttpMessageInvoker> _clients = [];
    private readonly Lock _adding = new();

    public int Count => _sockets.Count + _streams.Count + _kept.Count;

    public string Kinds =>
        $"{_sockets.Count:N0} WebSockets (half of them with a subscription), {_streams.Count:N0} event streams, {_kept.Count:N0} kept alive";

    public async Task OpenAsync(int count, CancellationToken stop)
    {
        for (var i = 0; i * PortsOfOneAddress < count; i++)
            _clients.Add(From(new IPAddress([127, 0, 0, (byte)(2 + i)])));
        await Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop },
            async (i, cancelled) =>
            {
                var client = _clients[i / PortsOfOneAddress];
                await (
                    (i % 5) switch
                    {
                        0 or 1 or 2 => OpenSocketAsync(client, hasSubscription: i % 2 == 0, cancelled),
                        3 => OpenStreamAsync(client, cancelled),
                        _ => KeepAsync(cancelled),
                    }
                );
            }
        );
    }

    /// <summary>How many were closed by the other end, or answer no more.</summary>
    public async Task<int> CountGoneAsync(CancellationToken stop)
    {
        var gone =
            _sockets.Count(socket => socket.Next.IsCompleted || socket.Socket.State != WebSocketState.Open)
            + _streams.Count(stream => stream.Next.IsFaulted || stream.Next is { IsCompletedSuccessfully: true, Result: 0 });
        foreach (var kept in _kept)
        {
            if (!await AnswersAsync(kept, stop))
                gone++;
        }

        return gone;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (socket, _) in _sockets)
            socket.Abort();
        foreach (var (body, _) in _streams)
            await body.DisposeAsync();
        foreach (var kept in _kept)
            kept.Dispose();
        foreach (var client in _clients)
            client.Dispose();
    }

    private async Task OpenSocketAsync(HttpMessageInvoker client, bool hasSubscription, CancellationToken stop)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        socket.Options.SetBuffer(1_024, 1_024);
        await socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/graphql" }.Uri, client, stop);
        await SendAsync($$$"""{"type":"connection_init","payload":{"Authorization":"Bearer {{{token}}}"}}""");
        var answer = new byte[256];
        await socket.ReceiveAsync(answer, stop);
        if (hasSubscription)
            await SendAsync($$$"""{"type":"subscribe","id":"1","payload":{"query":"{{{Deals}}}"}}""");
        // Reads on, which answers the server's pings; nothing else comes.
        Keep(() => _sockets.Add((socket, socket.ReceiveAsync(new ArraySegment<byte>(answer), CancellationToken.None))));

        Task SendAsync(string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, stop);
    }

    private async Task OpenStreamAsync(HttpMessageInvoker client, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, $"/graphql?query={Uri.EscapeDataString(Deals)}"));
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var response = await client.SendAsync(request, stop);
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadAsStreamAsync(stop);
        Keep(() => _streams.Add((body, ReadToEndAsync(body))));
    }

    /// <summary>Comments come now and then; 0 is the end.</summary>
    private static async Task<int> ReadToEndAsync(Stream body)
    {
        var read = new byte[64];
        while (await body.ReadAsync(read) > 0) { }
        return 0;
    }

    private async Task KeepAsync(CancellationToken stop)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address.Host, address.Port, stop);
        if (!await AnswersAsync(socket, stop))
            throw new InvalidOperationException("A connection was closed at its first request.");
        Keep(() => _kept.Add(socket));
    }

    private static async Task<bool> AnswersAsync(Socket socket, CancellationToken stop)
    {
        try
        {
            await socket.SendAsync("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), stop);
            var (bytes, answer) = (new byte[2_048], "");
            while (!answer.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal))
            {
                var length = await socket.ReceiveAsync(bytes, stop);
                if (length == 0)
                    return false;
                answer += Encoding.ASCII.GetString(bytes, 0, length);
            }

            return answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal);
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Keep(Action add)
    {
        lock (_adding)
            add();
    }

    private static HttpMessageInvoker From(IPAddress source) =>
        new(
            new SocketsHttpHandler
            {
                ConnectCallback = async (context, stop) =>
                {
                    var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                    socket.Bind(new IPEndPoint(source, 0));
                    await socket.ConnectAsync(context.DnsEndPoint, stop);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            }
        );
}
