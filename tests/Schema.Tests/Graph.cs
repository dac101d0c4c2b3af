using System.Collections.Concurrent;
using System.Text.Json;
using GraphQL;
using GraphQL.Transport;
using GraphQL.Types;
using Lintel.Data;
using Lintel.Data.Imports;
using Lintel.Data.Webhooks;
using Lintel.Domain;
using Lintel.Schema.Explaining;
using Lintel.Schema.Shared.Reading;
using Lintel.Schema.Shared.Streaming;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lintel.Schema.Tests;

/// <summary>The graph over one test's database, in process: operations in, answers out.</summary>
internal sealed class Graph : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<(DatabaseProvider, string), Cast> Casts = new();

    private readonly ServiceProvider _services;
    private readonly DocumentLimits _limits;
    private readonly bool _isElsewhere;

    /// <summary>Nothing is too dear, and answers do not say what they cost, which differs each time.</summary>
    private static CostLimits Unbounded { get; } =
        new()
        {
            Budget = CostLimits.MostPoints,
            Operation = CostLimits.MostPoints,
            Report = false,
        };

    private Graph(
        TestDatabase database,
        Cast cast,
        DocumentLimits limits,
        CostLimits? costs = null,
        bool isElsewhere = false,
        Action<IServiceCollection>? replace = null
    )
    {
        (_limits, _isElsewhere) = (limits, isElsewhere);
        Database = database;
        Cast = cast;
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(database.Clock)
            .AddLintelData(database.Options, TestDatabase.Keys)
            .AddSingleton(new CursorCipher(new byte[32]))
            .AddSingleton(new MediaLinks(new Lazy<byte[]>(new byte[32]), () => new Uri("https://lintel.example"), database.Clock))
            .AddSingleton(new StagedFiles(Uploads, database.Clock))
            .AddSingleton(limits)
            .AddSingleton<HostNames>(new NoHosts())
            .AddSingleton(costs ?? Unbounded)
            .AddLintelSchema();
        replace?.Invoke(services);
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    /// <summary>Where this test's uploads lie.</summary>
    public string Uploads { get; } = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public TestDatabase Database { get; }
    public Cast Cast { get; }
    public ISchema Schema => _services.GetRequiredService<ISchema>();

    public AccessExplainer Explainer => _services.GetRequiredService<AccessExplainer>();

    /// <summary>The graph as a role has it; null: as one who has not signed in.</summary>
    public ISchema View(Role? role) => _services.GetRequiredService<SchemaViews>().Of(role);

    /// <summary>The graph as a viewer has it, with the fields of its franchise.</summary>
    public async Task<ISchema> ViewAsync(Viewer viewer) =>
        (await _services.GetRequiredService<SchemaViews>().ForAsync(viewer, CancellationToken.None)).Of(viewer.Role);

    /// <summary>A graph over a database that holds the cast and what <paramref name="arrange"/> adds.</summary>
    public static async Task<Graph> CreateAsync(
        DatabaseProvider provider,
        Action<Cast>? arrange = null,
        DocumentLimits? limits = null,
        Action<IServiceCollection>? replace = null,
        CostLimits? costs = null
    )
    {
        var database = await TestDatabase.CreateAsync(provider);
        var cast = new Cast(new TestBrokerage(database.Clock));
        arrange?.Invoke(cast);
        await using (var db = database.Open())
        {
            await cast.Home.SaveAsync(db);
        }

        return new Graph(database, cast, limits ?? new DocumentLimits(), costs, replace: replace);
    }

    /// <summary>Another server over the same database.</summary>
    public Graph OpenElsewhere() => new(Database, Cast, _limits, isElsewhere: true);

    /// <summary>A viewer as its next request finds it, e.g. with another state of its franchise's custom fields.</summary>
    public async Task<Viewer> AgainAsync(Viewer viewer) => (await InForceAsync(viewer))!; // it has not ended

    /// <summary>Whoever a viewer's subject is by now; null: nobody.</summary>
    public async Task<Viewer?> InForceAsync(Viewer viewer)
    {
        await using var db = Database.Open();
        var subject = await db.Accounts.Where(account => account.Id == viewer.AccountId).Select(account => account.Subject).SingleAsync();
        // Looked up just now, there is nothing that a read would have to check.
        return await db.ViewerOfAsync(subject, Database.Clock.GetUtcNow(), CancellationToken.None) is { } found
            ? found with
            {
                AccessEpoch = null,
            }
            : null;
    }

    /// <summary>A graph over a copy of a scene that is arranged once per test process and database, with the ids it was arranged with.</summary>
    public static async Task<Graph> CopyOfAsync(
        DatabaseProvider provider,
        string scene,
        Func<Cast, LintelDbContext, Task> arrange,
        CostLimits? costs = null
    )
    {
        var database = await TestDatabase.CloneAsync(
            provider,
            scene,
            async (db, clock) =>
            {
                var cast = new Cast(new TestBrokerage(clock));
                await arrange(cast, db);
                Casts[(provider, scene)] = cast;
            }
        );
        return new Graph(database, Casts[(provider, scene)], new DocumentLimits(), costs);
    }

    public async Task<Answer> RunAsync(Viewer viewer, string document, object? variables = null, string? operation = null) =>
        new(Serialize(await ExecuteAsync(viewer, document, variables, operation)));

    /// <summary>The same with the variables as the JSON text a caller sent.</summary>
    public async Task<Answer> RunJsonAsync(Viewer viewer, string document, string variables) =>
        new(Serialize(await ExecuteAsync(viewer, new GraphQLRequest { Query = document, Variables = Serializer.Deserialize<Inputs>(variables) })));

    /// <summary>A subscription of somebody who is known to the stream.</summary>
    public Task<ExecutionResult> ExecuteAsync(Viewer viewer, string document, IStreamSubscriber subscriber) =>
        _services
            .GetRequiredService<GraphQLEngine>()
            .ExecuteAsync(new GraphQLRequest { Query = document }, viewer, readOnly: false, CancellationToken.None, subscriber: subscriber);

    public Task<ExecutionResult> ExecuteAsync(Viewer viewer, string document, object? variables = null, string? operation = null) =>
        ExecuteAsync(
            viewer,
            new GraphQLRequest
            {
                Query = document,
                OperationName = operation,
                Variables = variables is null ? null : Serializer.Deserialize<Inputs>(JsonSerializer.Serialize(variables)),
            }
        );

    public Task<ExecutionResult> ExecuteAsync(Viewer viewer, GraphQLRequest request, bool readOnly = false) =>
        _services.GetRequiredService<GraphQLEngine>().ExecuteAsync(request, viewer, readOnly, CancellationToken.None);

    /// <summary>The price of an operation, of which nothing runs.</summary>
    public Task<ExecutionResult> PriceAsync(Viewer viewer, GraphQLRequest request) =>
        _services.GetRequiredService<GraphQLEngine>().ExecuteAsync(request, viewer, readOnly: false, CancellationToken.None, onlyPriced: true);

    public string Serialize(ExecutionResult result) => Serializer.Serialize(result);

    public object Service(Type type) => _services.GetRequiredService(type);

    /// <summary>Everything the database holds, as text: equal texts mean that nothing was written.</summary>
    public Task<string> DumpAsync() => DatabaseDump.TakeAsync(Database);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (!_isElsewhere)
        {
            await Database.DisposeAsync();
        }

        if (Directory.Exists(Uploads))
        {
            Directory.Delete(Uploads, recursive: true);
        }
    }

    private IGraphQLTextSerializer Serializer => _services.GetRequiredService<IGraphQLTextSerializer>();
}
