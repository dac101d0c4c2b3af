using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Lintel.ClientSdk.Tests.Graph;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lintel.ClientSdk.Tests.Runtime;

/// <summary>A real server on a real port whose answers a test writes beforehand, one for each request or socket.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _answers = new();
    private readonly ConcurrentQueue<Func<ScriptedSocket, Task>> _sockets = new();

    private int _socketRefusal = StatusCodes.Status503ServiceUnavailable;

    private ScriptedServer(WebApplication app) => _app = app;

    /// <summary>The bodies of the requests so far.</summary>
    public ConcurrentQueue<JsonElement> Requests { get; } = new();

    /// <summary>Their authorization headers; empty for none.</summary>
    public ConcurrentQueue<string> Authorizations { get; } = new();

    public required Uri Address { get; init; }

    public static async Task<ScriptedServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        // A script may wait for a client that has gone.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        ScriptedServer? server = null;
        app.UseWebSockets();
        app.Map("/graphql", context => server!.ServeAsync(context));
        await app.StartAsync();
        return server = new ScriptedServer(app) { Address = new Uri(app.Urls.Single() + "/graphql") };
    }

    public ScriptedServer Answer(string json, int status = 200, string type = "application/graphql-response+json")
    {
        _answers.Enqueue(context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            return context.Response.WriteAsync(json);
        });
        return this;
    }

    /// <summary>Answers with an event stream of these pieces, and ends it.</summary>
    public ScriptedServer Stream(params string[] pieces)
    {
        _answers.Enqueue(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            foreach (var piece in pieces)
            {
                await context.Response.WriteAsync(piece);
                await context.Response.Body.FlushAsync();
            }
        });
        return this;
    }

    /// <summary>Answers sockets with this status from now on, as a proxy does that knows none.</summary>
    public ScriptedServer RefuseSockets(int status)
    {
        _socketRefusal = status;
        return this;
    }

    public ScriptedServer OnSocket(Func<ScriptedSocket, Task> script)
    {
        _sockets.Enqueue(script);
        return this;
    }

    /// <summary>A client of this server.</summary>
    public ITestClient Client(Action<Client.ClientBuilder>? configure = null, TimeProvider? clock = null)
    {
        var services = new ServiceCollection();
        if (clock is not null)
        {
            services.AddSingleton(clock);
        }

        var builder = services
            .AddTestClient()
            .ConfigureHttpClient(http => http.BaseAddress = Address)
            .ConfigureWebSocketClient(socket => socket.ReconnectDelay = TimeSpan.FromMilliseconds(1));
        configure?.Invoke(builder);
        return services.BuildServiceProvider().GetRequiredService<ITestClient>();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        Authorizations.Enqueue(context.Request.Headers.Authorization.ToString());
        if (context.WebSockets.IsWebSocketRequest)
        {
            if (!_sockets.TryDequeue(out var script))
            {
                context.Response.StatusCode = _socketRefusal;
                return;
            }

            using var socket = await context.WebSockets.AcceptWebSocketAsync("graphql-transport-ws");
            await script(new ScriptedSocket(socket, context));
            return;
        }

        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        Requests.Enqueue(body.RootElement.Clone());
        if (_answers.TryDequeue(out var answer))
        {
            await answer(context);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status501NotImplemented;
        }
    }
}

/// <summary>The server's end of a socket.</summary>
internal sealed class ScriptedSocket(WebSocket socket, HttpContext context)
{
    /// <summary>Takes <c>connection_init</c> and <c>subscribe</c>, and gives them back.</summary>
    public async Task<(JsonElement Init, JsonElement Subscribe)> GreetAsync()
    {
        var init = await ReceiveAsync();
        await SendAsync("""{"type":"connection_ack"}""");
        return (init, await ReceiveAsync());
    }

    public Task SendAsync(string json) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    public Task NextAsync(string data) => SendAsync($$$"""{"id":"1","type":"next","payload":{"data":{{{data}}}}}""");

    public Task CompleteAsync() => SendAsync("""{"id":"1","type":"complete"}""");

    public async Task<JsonElement> ReceiveAsync()
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        WebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(new ArraySegment<byte>(buffer, length, buffer.Length - length), CancellationToken.None);
            length += part.Count;
        } while (!part.EndOfMessage);

        return part.MessageType == WebSocketMessageType.Close
            ? JsonSerializer.SerializeToElement(new { type = "close", code = (int?)socket.CloseStatus })
            : JsonSerializer.Deserialize<JsonElement>(buffer.AsSpan(0, length));
    }

    public Task CloseAsync(int code, string reason) => socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, CancellationToken.None);

    /// <summary>Cuts the wire, as a crashed server or a broken network would.</summary>
    public void Drop() => context.Abort();
}
