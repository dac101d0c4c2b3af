using Lintel.Data;
using Lintel.Data.Imports;
using Lintel.Domain;
using Lintel.Domain.Imports;
using Lintel.Domain.Listings;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Import.Tests;

/// <summary>The test brokerage, ready to import into its franchise (code F: stores of Li and Wang).</summary>
internal sealed class ImportScene : IAsyncDisposable
{
    private ImportScene(TestDatabase database, TestBrokerage brokerage)
    {
        Database = database;
        Brokerage = brokerage;
    }

    public TestDatabase Database { get; }
    public TestBrokerage Brokerage { get; }

    /// <summary>Rows set aside by the last run, as it reported them.</summary>
    public List<QuarantinedRow> Quarantined { get; } = [];
    public List<ImportProgress> Progress { get; } = [];

    public Viewer Operator =>
        new()
        {
            Name = "ops",
            Role = Role.PlatformOps,
            BrandId = Brokerage.Brand.Id,
        };

    public static async Task<ImportScene> OpenAsync(DatabaseProvider provider)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        await using var db = database.Open();
        await brokerage.SaveAsync(db);
        return new(database, brokerage);
    }

    public Task<Outcome<ImportRun>> TryAsync(
        ImportFile file,
        string format = "lianjia-2021",
        string? office = "F",
        Viewer? actor = null,
        ImportOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        Quarantined.Clear();
        Progress.Clear();
        return new ListingImport(Database.Contexts, Database.Dialect, Database.Clock).RunAsync(
            file,
            format,
            office,
            actor ?? Operator,
            options,
            new Inline<ImportProgress>(Progress.Add),
            Quarantined.Add,
            cancellationToken
        );
    }

    public async Task<ImportRun> RunAsync(string text, string format = "lianjia-2021", string? office = "F", ImportOptions? options = null) =>
        (await TryAsync(SampleFiles.File(text), format, office, options: options)).Value;

    public async Task<Listing> ListingAsync(string sourceKey)
    {
        await using var db = Database.Open();
        return await db
            .Listings.Include(listing => listing.Community)
            .Include(listing => listing.House)
            .SingleAsync(listing => listing.SourceKey == sourceKey);
    }

    public async Task<IReadOnlyList<Listing>> ListingsAsync()
    {
        await using var db = Database.Open();
        return await db.Listings.Include(listing => listing.Community).OrderBy(listing => listing.SourceKey).ToListAsync();
    }

    /// <summary>Everything an import writes, counted.</summary>
    public async Task<Written> CountsAsync()
    {
        await using var db = Database.Open();
        return new(
            await db.ImportRuns.CountAsync(),
            await db.QuarantinedRows.CountAsync(),
            await db.Communities.CountAsync(community => community.SourceKey != null),
            await db.Houses.CountAsync(),
            await db.Listings.CountAsync(),
            await db.ListingPrices.CountAsync(),
            await db.Events.CountAsync()
        );
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    /// <summary>Reports on the spot; <see cref="Progress{T}"/> reports some time later on some thread.</summary>
    internal sealed class Inline<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}

/// <summary>Rows of each table that an import writes to.</summary>
internal sealed record Written(int Runs, int Quarantined, int Communities, int Houses, int Listings, int Prices, int Events)
{
    public static readonly Written Nothing = new(0, 0, 0, 0, 0, 0, 0);
}
