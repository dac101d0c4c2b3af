using Lintel.Data;
using Lintel.Data.Seeding;
using Lintel.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Lintel.Testing;

/// <summary>
/// A database of this test alone, migrated, on the given provider: cloned from a template that each test process makes
/// once. Its clock stands at <see cref="Now"/> until the test moves it.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>Monday 2026-03-16, 10:00 in the office.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 16, 2, 0, 0, TimeSpan.Zero);

    /// <summary>What tests seal personal data with.</summary>
    public static readonly byte[] Key = [.. Enumerable.Range(1, KeyRing.KeyBytes).Select(i => (byte)i)];
    public static readonly KeyRing Keys = KeyRing.Single(Key);

    private readonly DatabaseTemplate _template;
    private readonly ServiceProvider _services;

    private TestDatabase(DatabaseTemplate template, DatabaseOptions options)
    {
        _template = template;
        Options = options;
        _services = Build(options, Clock);
    }

    public DatabaseOptions Options { get; }
    public FakeTimeProvider Clock { get; } = new(Now);
    public IDbContextFactory<LintelDbContext> Contexts => _services.GetRequiredService<IDbContextFactory<LintelDbContext>>();
    public DatabaseDialect Dialect => _services.GetRequiredService<DatabaseDialect>();
    public ViewerReads Reads => _services.GetRequiredService<ViewerReads>();
    public DatabaseMigration Migration => _services.GetRequiredService<DatabaseMigration>();
    public EventFeed Feed => _services.GetRequiredService<EventFeed>();

    /// <summary>An empty, migrated database.</summary>
    public static Task<TestDatabase> CreateAsync(DatabaseProvider provider) => CloneAsync(provider, "template_empty", (_, _) => Task.CompletedTask);

    /// <summary>The small demo brokerage, seeded once per test process and provider.</summary>
    public static Task<TestDatabase> CreateWithDemoAsync(DatabaseProvider provider) =>
        CloneAsync(provider, "template_demo", (db, clock) => DemoBrokerage.SeedAsync(db, DemoSize.Small, clock, CancellationToken.None));

    /// <summary>
    /// A migrated database prepared by <paramref name="prepare"/>, which runs once per test process and <paramref name="name"/>.
    /// </summary>
    public static async Task<TestDatabase> CloneAsync(DatabaseProvider provider, string name, Func<LintelDbContext, TimeProvider, Task> prepare)
    {
        var template = TemplateOf(provider);
        var options = await template.CloneAsync(
            name,
            async empty =>
            {
                var clock = new FakeTimeProvider(Now);
                await using var services = Build(empty, clock);
                await services.GetRequiredService<DatabaseMigration>().RunAsync(CancellationToken.None);
                await using var db = services.GetRequiredService<IDbContextFactory<LintelDbContext>>().CreateDbContext();
                await prepare(db, clock);
            }
        );
        return new TestDatabase(template, options);
    }

    public LintelDbContext Open() => Contexts.CreateDbContext();

    /// <summary>Another process's view of the same database: services of its own, on the same clock.</summary>
    /// <param name="connectionString">By another connection string; null: by this one's.</param>
    public ServiceProvider OpenElsewhere(string? connectionString = null) =>
        Build(
            new DatabaseOptions
            {
                Provider = Options.Provider,
                ConnectionString = connectionString ?? Options.ConnectionString,
                EventPollInterval = Options.EventPollInterval,
            },
            Clock
        );

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _template.DropAsync(Options);
    }

    private static ServiceProvider Build(DatabaseOptions options, TimeProvider clock) =>
        new ServiceCollection()
            .AddSingleton(clock)
            .AddSingleton<RowPolicies, DeclaredPolicies>()
            .AddLintelData(options, Keys)
            .BuildServiceProvider(validateScopes: true);

    private static DatabaseTemplate TemplateOf(DatabaseProvider provider) =>
        provider switch
        {
            DatabaseProvider.Sqlite => new SqliteTemplate(),
            DatabaseProvider.Postgres => new PostgresTemplate(),
            _ => throw new ArgumentOutOfRangeException(nameof(provider)),
        };
}
