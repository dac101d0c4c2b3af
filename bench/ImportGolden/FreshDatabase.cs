using System.Security.Cryptography;
using Lintel.Data;
using Lintel.Data.Imports;
using Lintel.Domain;
using Lintel.Domain.Organisation;
using Lintel.Schema;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Lintel.ImportGolden;

/// <summary>A migrated database with one franchise of two stores and six agents; gone when the program ends.</summary>
internal sealed class FreshDatabase : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private readonly DatabaseOptions _options;

    private FreshDatabase(DatabaseOptions options)
    {
        _options = options;
        _services = new ServiceCollection()
            .AddSingleton<RowPolicies, DeclaredPolicies>()
            .AddLintelData(options, KeyRing.Single(RandomNumberGenerator.GetBytes(KeyRing.KeyBytes)))
            .BuildServiceProvider();
        Contexts = _services.GetRequiredService<IDbContextFactory<LintelDbContext>>();
        Provider = options.Provider;
    }

    public DatabaseProvider Provider { get; }
    public IDbContextFactory<LintelDbContext> Contexts { get; }
    public Viewer Actor { get; private set; } = Viewer.Anonymous;

    public ListingImport Import => _services.GetRequiredService<ListingImport>();

    public static async Task<FreshDatabase> CreateAsync(string? postgres, CancellationToken cancellationToken)
    {
        var name = $"lintel_golden_{Environment.ProcessId}";
        var file = postgres is null ? Path.Combine(Path.GetTempPath(), name + ".db") : null;
        var database = new FreshDatabase(
            file is null
                ? new() { Provider = DatabaseProvider.Postgres, ConnectionString = $"{postgres};Database={name}" }
                : new() { ConnectionString = $"Data Source={file}" }
        );
        await database.DropAsync(cancellationToken);
        await database._services.GetRequiredService<DatabaseMigration>().RunAsync(cancellationToken);
        await using var db = await database.Contexts.CreateDbContextAsync(cancellationToken);
        database.Actor = Populate(db, TimeProvider.System.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await DropAsync(CancellationToken.None);
    }

    /// <summary>As the login itself: the roles the contexts work in may not.</summary>
    private async Task DropAsync(CancellationToken cancellationToken)
    {
        if (Provider == DatabaseProvider.Sqlite)
        {
            SqliteConnection.ClearAllPools();
            File.Delete(new SqliteConnectionStringBuilder(_options.ConnectionString).DataSource);
            return;
        }

        var server = new NpgsqlConnectionStringBuilder(_options.ConnectionString) { Pooling = false };
        var name = server.Database;
        server.Database = "postgres";
        await using var connection = new NpgsqlConnection(server.ToString());
        await connection.OpenAsync(cancellationToken);
        await using var drop = new NpgsqlCommand($"DROP DATABASE IF EXISTS {name} WITH (FORCE)", connection);
        await drop.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Viewer Populate(LintelDbContext db, DateTimeOffset now)
    {
        var brand = Add(OfficeKind.Brand, parent: null, "B");
        var region = Add(OfficeKind.Region, brand, "R");
        var franchise = Add(OfficeKind.Franchise, region, "F");
        foreach (var code in new[] { "S1", "S2" })
        {
            var store = Add(OfficeKind.Store, franchise, code);
            for (var i = 1; i <= 3; i++)
            {
                db.Agents.Add(
                    Agent.Create(
                        Guid.CreateVersion7(now),
                        store.Placement(),
                        $"{code}-{i}",
                        $"1380000{i:0000}",
                        $"{code}-{i}",
                        new DateOnly(2099, 12, 31),
                        "经纪人",
                        new DateOnly(2020, 1, 1),
                        now
                    )
                );
            }
        }

        return new()
        {
            Name = "import",
            BrandId = brand.Id,
            Role = Role.PlatformOps,
        };

        Office Add(OfficeKind kind, Office? parent, string code)
        {
            var office = Office.Create(Guid.CreateVersion7(now), kind, parent, code, code, "北京", district: null, now);
            db.Offices.Add(office);
            return office;
        }
    }
}
