using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Lintel.WebhookReceiver;

/// <summary>
/// <c>POST /hooks/NAME</c> takes messages; <c>GET /hooks/NAME</c> shows what came; <c>PUT /hooks/NAME/behaviour?is=Fail</c> says how it answers from now on.
/// Each name stands for itself.
/// </summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentBag<string> _secrets;
    private readonly ConcurrentDictionary<string, Hook> _hooks = new(StringComparer.Ordinal);

    private Receiver(WebApplication app, IEnumerable<string> secrets) => (_app, _secrets) = (app, [.. secrets]);

    public static Receiver Create(string[] args, IEnumerable<string> secrets)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var receiver = new Receiver(builder.Build(), secrets);
        receiver.Map();
        return receiver;
    }

    /// <summary>A receiver on a free port of this machine.</summary>
    public static async Task<Receiver> StartAsync()
    {
        var receiver = Create(["--urls", "http://127.0.0.1:0"], []);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>The URL of a hook.</summary>
    public string UrlOf(string name) => $"{_app.Urls.Single()}/hooks/{name}";

    public void Trust(string secret) => _secrets.Add(secret);

    public void Set(string name, Behaviour behaviour) => Of(name).Behaviour = behaviour;

    /// <summary>What came so far, in the order it came.</summary>
    public IReadOnlyList<Message> MessagesOf(string name) => [.. Of(name).Messages];

    /// <summary>The next message that nobody has asked for yet.</summary>
    public ValueTask<Message> NextAsync(string name, CancellationToken cancellationToken) => Of(name).Coming.Reader.ReadAsync(cancellationToken);

    public Task RunAsync() => _app.RunAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Hook Of(string name) => _hooks.GetOrAdd(name, _ => new Hook());

    private void Map()
    {
        _app.MapPost("/hooks/{name}", TakeAsync);
        _app.MapGet("/hooks/{name}", (string name) => Results.Text(string.Join('\n', MessagesOf(name))));
        _app.MapPut(
            "/hooks/{name}/behaviour",
            (string name, Behaviour @is) =>
            {
                Set(name, @is);
                return Results.NoContent();
            }
        );
    }

    private async Task TakeAsync(HttpContext context, string name)
    {
        var hook = Of(name);
        var behaviour = hook.Behaviour;
        using var reader = new StreamReader(context.Request.Body);
        var message = new Message(
            context.Request.Headers["webhook-id"].ToString(),
            context.Request.Headers["webhook-timestamp"].ToString(),
            context.Request.Headers["webhook-signature"].ToString(),
            await reader.ReadToEndAsync(context.RequestAborted)
        );
        message = message with { IsVerified = SignatureCheck.Holds(message, _secrets), Answered = behaviour };
        hook.Messages.Enqueue(message);
        hook.Coming.Writer.TryWrite(message);
        await AnswerAsync(context, message.IsVerified, behaviour == Behaviour.Hold ? await hook.NextAsync(context.RequestAborted) : behaviour);
    }

    private static async Task AnswerAsync(HttpContext context, bool isVerified, Behaviour behaviour)
    {
        switch (behaviour)
        {
            case Behaviour.Take:
                context.Response.StatusCode = isVerified ? StatusCodes.Status204NoContent : StatusCodes.Status401Unauthorized;
                break;
            case Behaviour.Fail:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                break;
            case Behaviour.Gone:
                context.Response.StatusCode = StatusCodes.Status410Gone;
                break;
            case Behaviour.Redirect:
                context.Response.Redirect(context.Request.Path);
                break;
            case Behaviour.Hang:
                await UntilTheyLeaveAsync(context);
                break;
            case Behaviour.Endless:
                while (!context.RequestAborted.IsCancellationRequested)
                {
                    await context.Response.WriteAsync(new string('x', 1024), context.RequestAborted);
                }

                break;
            default:
                throw new InvalidOperationException($"{behaviour} is no answer.");
        }
    }

    private static async Task UntilTheyLeaveAsync(HttpContext context)
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var leaving = context.RequestAborted.Register(left.SetResult);
        await left.Task;
    }

    private sealed class Hook
    {
        private readonly Lock _gate = new();
        private TaskCompletionSource<Behaviour>? _held;
        private Behaviour _behaviour;

        public Behaviour Behaviour
        {
            get
            {
                lock (_gate)
                {
                    return _behaviour;
                }
            }
            set
            {
                lock (_gate)
                {
                    _behaviour = value;
                    if (value != Behaviour.Hold)
                    {
                        _held?.SetResult(value);
                        _held = null;
                    }
                }
            }
        }

        /// <summary>How what is held is answered in the end.</summary>
        public Task<Behaviour> NextAsync(CancellationToken cancellationToken)
        {
            lock (_gate)
            {
                return _behaviour != Behaviour.Hold
                    ? Task.FromResult(_behaviour)
                    : (_held ??= new TaskCompletionSource<Behaviour>(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(
                        cancellationToken
                    );
            }
        }

        public ConcurrentQueue<Message> Messages { get; } = [];
        public Channel<Message> Coming { get; } = Channel.CreateUnbounded<Message>();
    }
}
