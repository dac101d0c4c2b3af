using System.Net.Http.Headers;
using System.Text;
using GraphQL;
using GraphQL.Types;
using Lintel.Data;
using Lintel.Server.Hosting;
using Lintel.Server.Identity;
using Lintel.Server.Tests.Probe;
using Lintel.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Lintel.Server.Tests;

/// <summary>
/// The real server in this process, on a real port, over a database of its own with Li's brokerage. Its clock is the test's.
/// </summary>
internal sealed class ServerUnderTest : IAsyncDisposable
{
    /// <summary>How long a test waits for what must come; never how long it takes.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WebApplication _app;
    private readonly TestDatabase _database;
    private readonly DirectoryInfo _state;
    private readonly TaskCompletionSource _stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _ended;

    private ServerUnderTest(WebApplication app, TestDatabase database, DirectoryInfo state, ProbeStream ticks, ProbeHold hold)
    {
        _app = app;
        _database = database;
        _state = state;
        Ticks = ticks;
        Hold = hold;
        Address = new Uri($"{app.Urls.Single()}/graphql");
        app.Lifetime.ApplicationStopping.Register(_stopping.SetResult);
        Http = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }
    public HttpClient Http { get; }

    /// <summary>The events of the probe graph.</summary>
    public ProbeStream Ticks { get; }

    /// <summary>What the probe graph is held up by.</summary>
    public ProbeHold Hold { get; }
    public FakeTimeProvider Clock => _database.Clock;
    public TestDatabase Database => _database;

    /// <summary>The server has been told to stop.</summary>
    public Task Stopping => _stopping.Task.WaitAsync(Patience);

    /// <summary>The server with its own graph.</summary>
    public static Task<ServerUnderTest> StartAsync(params (string Key, string Value)[] settings) =>
        StartAsync(DatabaseProvider.Sqlite, probe: false, replace: null, connection: null, settings);

    /// <summary>The server with its own graph on a database that it reaches by another connection string.</summary>
    public static Task<ServerUnderTest> StartAsync(
        DatabaseProvider provider,
        Func<string, string> connection,
        params (string Key, string Value)[] settings
    ) => StartAsync(provider, probe: false, replace: null, connection, settings);

    /// <summary>The server with its own graph on a database, with other parts in the place of some of its own.</summary>
    public static Task<ServerUnderTest> StartAsync(
        DatabaseProvider provider,
        Action<IServiceCollection> replace,
        params (string Key, string Value)[] settings
    ) => StartAsync(provider, probe: false, replace, connection: null, settings);

    /// <summary>The server with the probe graph in the place of its own.</summary>
    public static Task<ServerUnderTest> StartWithProbeAsync(params (string Key, string Value)[] settings) =>
        StartWithProbeAsync(replace: null, settings);

    /// <summary>The same with other parts in the place of some of its own.</summary>
    public static Task<ServerUnderTest> StartWithProbeAsync(Action<IServiceCollection>? replace, params (string Key, string Value)[] settings) =>
        StartAsync(DatabaseProvider.Sqlite, probe: true, replace, connection: null, settings);

    public string TokenOf(string subject) => _app.Services.GetRequiredService<DevelopmentTokens>().Issue(subject);

    public T Part<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>The key pair whose signature this server believes.</summary>
    public DevelopmentKey Key => _app.Services.GetRequiredService<DevelopmentKey>();

    public async Task<HttpResponseMessage> PostAsync(string json, string? token = null, string accept = "application/graphql-response+json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Accept.ParseAdd(accept);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await Http.SendAsync(request);
    }

    public async Task<HttpResponseMessage> GetAsync(string query, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Address}?query={Uri.EscapeDataString(query)}");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Http.SendAsync(request);
    }

    /// <summary>Ends the server the way a stop of the process does.</summary>
    public Task StopAsync() => _app.StopAsync();

    /// <summary>Who has it ends it, and who was given it may too.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _ended, true))
            return;
        Http.Dispose();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        _state.Delete(recursive: true);
    }

    private static async Task<ServerUnderTest> StartAsync(
        DatabaseProvider provider,
        bool probe,
        Action<IServiceCollection>? replace,
        Func<string, string>? connection,
        (string Key, string Value)[] settings
    )
    {
        var database = await TestDatabase.CloneAsync(provider, "template_server", (db, clock) => new TestBrokerage(clock).SaveAsync(db));
        var state = Directory.CreateTempSubdirectory("lintel-server-");
        var ticks = new ProbeStream();
        var hold = new ProbeHold();
        var app = LintelHost.CreateServer(
            builder =>
            {
                builder.WebHost.UseUrls("http://127.0.0.1:0");
                builder.Configuration.AddInMemoryCollection(
                    new Dictionary<string, string?>(StringComparer.Ordinal)
                    {
                        [StateFolder.Setting] = state.FullName,
                        ["Lintel:Database:Provider"] = provider.ToString(),
                        ["Lintel:Database:ConnectionString"] =
                            connection?.Invoke(database.Options.ConnectionString) ?? database.Options.ConnectionString,
                        // What is left of a budget differs from answer to answer; tests of costs switch it on.
                        ["Lintel:Cost:Report"] = "false",
                        // A test that lets days pass would have it look every minute of them; tests of deadlines switch it on.
                        ["Lintel:Deadlines:Watch"] = "false",
                        ["Lintel:Protection:Keys:dev"] = Convert.ToBase64String(TestDatabase.Key),
                        ["Lintel:Protection:IndexKey"] = Convert.ToBase64String(TestDatabase.Key),
                    }
                );
                builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
            },
            services =>
            {
                services.AddSingleton<TimeProvider>(database.Clock);
                replace?.Invoke(services);
                if (!probe)
                    return;

                var graph = new ProbeGraph(ticks, hold);
                services.AddSingleton<ISchema>(graph);
                services.AddSingleton<IDocumentExecuter>(new ProbeExecuter(graph));
            },
            "Development"
        );
        await app.StartAsync();
        return new ServerUnderTest(app, database, state, ticks, hold);
    }
}
