using GraphQL;
using GraphQL.Transport;
using GraphQL.Types;
using Lintel.Data;
using Lintel.Data.Imports;
using Lintel.Data.Seeding;
using Lintel.Domain;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Reading;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lintel.Schema.Tests.Shared.Reading.Indexes;

/// <summary>The graph over the large brokerage, whose reads are explained.</summary>
internal sealed class ExplainedGraph
{
    /// <summary>A table with fewer rows is as well read whole.</summary>
    private const int FewRows = 10_000;

    private static readonly DocumentLimits Everything = new()
    {
        Characters = 10_000_000,
        LineCharacters = 100_000,
        RepeatedPairs = 1_000_000,
        Fields = 100_000,
        Tokens = 1_000_000,
        RootAliases = 10_000,
    };

    private static readonly Lazy<Task<ExplainedGraph>> Shared = new(CreateAsync);

    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;
    private readonly ExplainedReads _reads;

    private ExplainedGraph(TestDatabase database, IReadOnlyDictionary<Role, Viewer> viewers, IReadOnlySet<string> large)
    {
        (_database, Viewers, Large) = (database, viewers, large);
        _reads = new ExplainedReads(database.Reads);
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(database.Clock)
            .AddLintelData(database.Options, TestDatabase.Keys)
            .AddSingleton(new CursorCipher(new byte[32]))
            .AddSingleton(new MediaLinks(new Lazy<byte[]>(new byte[32]), () => new Uri("https://lintel.example"), database.Clock))
            .AddSingleton(new StagedFiles(Path.GetTempPath(), database.Clock))
            .AddSingleton(Everything)
            .AddLintelSchema()
            .AddSingleton<ViewerReads>(_reads)
            .BuildServiceProvider(validateScopes: true);
    }

    /// <summary>Shared by all tests, which change nothing; the database goes with the server.</summary>
    public static Task<ExplainedGraph> SharedAsync() => Shared.Value;

    /// <summary>Somebody of each role.</summary>
    public IReadOnlyDictionary<Role, Viewer> Viewers { get; }

    /// <summary>The tables of which no page may read all.</summary>
    public IReadOnlySet<string> Large { get; }

    /// <summary>Whether the rows of a type of the graph are those of a large table.</summary>
    public bool IsLarge(IGraphType type)
    {
        var entity = DeclaredGraph.OfThisAssembly().Named(((INamedType)type).Name)!.Entity; // rows are of declared types
        using var db = _database.Open();
        return Large.Contains(db.Model.FindEntityType(entity)!.GetTableName() ?? ""); // of the model
    }

    public ISchema View(Role role) => _services.GetRequiredService<SchemaViews>().Of(role);

    /// <summary>The answer, and how each of its statements was read.</summary>
    public async Task<(Answer Answer, IReadOnlyList<QueryPlan> Plans)> RunAsync(Role role, string document)
    {
        _reads.HasRows = true;
        var answer = await ExecuteAsync(role, document);
        return (answer, _reads.Take());
    }

    /// <summary>How each statement would be read.</summary>
    public async Task<IReadOnlyList<QueryPlan>> ExplainAsync(Role role, string document)
    {
        _reads.HasRows = false;
        var answer = await ExecuteAsync(role, document);
        Assert.Equal("", answer.Codes);
        return _reads.Take();
    }

    private async Task<Answer> ExecuteAsync(Role role, string document)
    {
        var engine = _services.GetRequiredService<GraphQLEngine>();
        var result = await engine.ExecuteAsync(new GraphQLRequest { Query = document }, Viewers[role], readOnly: true, CancellationToken.None);
        return new Answer(_services.GetRequiredService<IGraphQLTextSerializer>().Serialize(result));
    }

    private static async Task<ExplainedGraph> CreateAsync()
    {
        var database = await LargeBrokerage.CreateAsync();
        await using var db = database.Open();
        var viewers = new Dictionary<Role, Viewer>();
        foreach (var persona in DemoPersonas.All.DistinctBy(persona => persona.Role))
        {
            var viewer = await db.ViewerOfAsync(persona.Subject, database.Clock.GetUtcNow(), CancellationToken.None);
            viewers[persona.Role] = viewer! with { AccessEpoch = null }; // a persona has an account, which nobody changes
        }

        var large = await db
            .Database.SqlQuery<string>(
                $"SELECT relname::text AS \"Value\" FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND reltuples >= {FewRows}"
            )
            .ToListAsync();
        return new ExplainedGraph(database, viewers, large.ToHashSet(StringComparer.Ordinal));
    }
}
