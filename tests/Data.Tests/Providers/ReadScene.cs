using System.Data;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Lintel.Data.Tests.Providers;

/// <summary>Two brands' viewers of one role, which has one connection unless more are asked for.</summary>
internal sealed class ReadScene(TestDatabase database, ServiceProvider services) : IAsyncDisposable
{
    public TestDatabase Database => database;
    public ViewerReads Reads { get; } = services.GetRequiredService<ViewerReads>();
    public Viewer One { get; } = ViewerOf(1);
    public Viewer Other { get; } = ViewerOf(2);

    public static async Task<ReadScene> OpenAsync(int sessions = 1)
    {
        var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        var settings = new NpgsqlConnectionStringBuilder(database.Options.ConnectionString) { MaxPoolSize = sessions };
        return new ReadScene(database, database.OpenElsewhere(settings.ToString()));
    }

    /// <summary>Of a statement that has a key, and no others like it.</summary>
    public static ReadByKeys Key => new("SELECT", 0);

    /// <summary>One row of one value, or none, and the epoch as plans ask for it. No key is given: it goes with others, in a statement of its own.</summary>
    public ReadStatement Small(string value, string rest = "") =>
        new($"SELECT {value}, {Reads.EpochColumn(Role.Compliance)} {rest}", [new StatementValue(Value: null, DbType.Guid)])
        {
            ByKeys = Key,
            ShowsEpoch = true,
        };

    public Task ReadAsync(Viewer viewer, string value, List<string> seen) =>
        Reads.ReadAsync(viewer, [Small(value)], (_, row) => seen.Add(row.GetString(0)), CancellationToken.None);

    /// <summary>Waits until so many statements sleep in the database.</summary>
    public async Task UntilAsync(int sleeping)
    {
        await using var watching = new NpgsqlConnection(database.Options.ConnectionString);
        await watching.OpenAsync();
        await using var count = new NpgsqlCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'",
            watching
        );
        while ((long)(await count.ExecuteScalarAsync())! != sleeping) { } // a count is never null
    }

    /// <summary>Takes a session for a small read until it is told to end.</summary>
    public Occupation Occupy() => new(this);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }

    private static Viewer ViewerOf(int brand) =>
        new()
        {
            Name = $"compliance-{brand}",
            Role = Role.Compliance,
            AccountId = new Guid(brand, 1, 0, new byte[8]),
            BrandId = new Guid(brand, 0, 0, new byte[8]),
        };
}

/// <summary>A small read that keeps a session of its role.</summary>
internal sealed class Occupation : IDisposable
{
    private readonly ManualResetEventSlim _end = new();
    private readonly Task _read;

    public Occupation(ReadScene scene)
    {
        using var begun = new ManualResetEventSlim();
        _read = Task.Run(() =>
            scene.Reads.ReadAsync(
                scene.One,
                [scene.Small("1")],
                (_, _) =>
                {
                    begun.Set();
                    _end.Wait();
                },
                CancellationToken.None
            )
        );
        begun.Wait();
    }

    public Task EndAsync()
    {
        _end.Set();
        return _read;
    }

    public void Dispose()
    {
        _end.Set();
        _read.GetAwaiter().GetResult();
        _end.Dispose();
    }
}
