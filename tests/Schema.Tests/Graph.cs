using System.Text.Json;
using GraphQL;
using GraphQL.SystemTextJson;
using GraphQL.Transport;
using GraphQL.Types;
using Lintel.Data;
using Lintel.Data.Imports;
using Lintel.Domain;
using Lintel.Schema;
using Lintel.Schema.Shared.Reading;
using Lintel.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Lintel.Schema.Tests;

/// <summary>The graph over one test's database: operations in, JSON out.</summary>
public sealed class Graph : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private Graph(TestDatabase database)
    {
        _database = database;
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(database.Clock)
            .AddLintelData(database.Options)
            .AddSingleton(new CursorCipher(new byte[32]))
            .AddSingleton(new StagedFiles(Uploads, database.Clock))
            .AddLintelSchema()
            .BuildServiceProvider();
    }

    /// <summary>Where this test's uploads lie.</summary>
    public string Uploads { get; } = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public TestDatabase Database => _database;
    public ISchema Schema => _services.GetRequiredService<ISchema>();
    public TestBrokerage Brokerage { get; private init; } = null!; // set by CreateAsync

    public static async Task<Graph> CreateAsync(DatabaseProvider provider, Action<TestBrokerage>? arrange = null)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        arrange?.Invoke(brokerage);
        await using (var db = database.Open())
        {
            await brokerage.SaveAsync(db);
        }

        return new Graph(database) { Brokerage = brokerage };
    }

    /// <summary>Runs an operation and returns the whole response.</summary>
    public async Task<JsonElement> RunAsync(Viewer viewer, string query, object? variables = null)
    {
        var serializer = _services.GetRequiredService<IGraphQLTextSerializer>();
        var request = new GraphQLRequest
        {
            Query = query,
            Variables = variables is null ? null : serializer.Deserialize<Inputs>(JsonSerializer.Serialize(variables)),
        };
        var result = await _services.GetRequiredService<GraphQLEngine>().ExecuteAsync(request, viewer, readOnly: false, CancellationToken.None);
        return JsonDocument.Parse(serializer.Serialize(result)).RootElement;
    }

    public async Task<ExecutionResult> SubscribeAsync(Viewer viewer, string query) =>
        await _services
            .GetRequiredService<GraphQLEngine>()
            .ExecuteAsync(new GraphQLRequest { Query = query }, viewer, readOnly: false, CancellationToken.None);

    public string Serialize(ExecutionResult result) => _services.GetRequiredService<IGraphQLTextSerializer>().Serialize(result);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }
}
