using Lintel.Domain;
using Lintel.Domain.Listings;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Seeding;

/// <summary>
/// A made-up brokerage to try the platform with: its people, phones, identities and communities belong to nobody, its
/// shapes and distributions are those of the real market. The same day gives the same rows, ids included.
/// </summary>
public static class DemoBrokerage
{
    private const ulong Seed = 20260316;
    private const int PhotosPerListing = 3;

    /// <summary>True when the database has an organisation already, this one or another.</summary>
    public static Task<bool> ExistsAsync(LintelDbContext db, CancellationToken cancellationToken) => db.Offices.AnyAsync(cancellationToken);

    /// <summary>
    /// Writes the brokerage into a migrated, empty database, all or nothing.
    /// Throws <see cref="InvalidOperationException"/> when an organisation is there already.
    /// </summary>
    public static async Task<DemoSummary> SeedAsync(LintelDbContext db, DemoSize size, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginWriteAsync(cancellationToken);
        if (await ExistsAsync(db, cancellationToken))
        {
            throw new InvalidOperationException("The database has an organisation already.");
        }

        var random = new DemoRandom(Seed);
        var data = Imagine(DemoPlan.Of(size), random, OfficeCalendar.DateAt(clock.GetUtcNow()));
        var photos = await WriteAsync(db, data, random, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await db.AnalyzeAsync(cancellationToken);
        return new DemoSummary(
            data.Offices.Count,
            data.Agents.Count,
            data.Communities.Count,
            data.Listings.Count,
            photos,
            data.Clients.Count,
            data.Showings.Count,
            data.Deals.Count,
            data.Tasks.Count
        );
    }

    private static DemoData Imagine(DemoPlan plan, DemoRandom random, DateOnly today)
    {
        var data = new DemoData();
        var calendar = new DemoCalendar(today, random);
        var people = new DemoPeople(random);
        new DemoOrganisation(data, plan, random, people, calendar).Build();
        var market = new DemoMarket(data, plan, random, calendar);
        market.BuildCommunities();
        new DemoClientele(data, plan, random, people, calendar, market).Build();
        var stories = new DemoStories(data, plan, random, people, calendar, market);
        foreach (var fate in DemoFate.All(data, plan, random))
        {
            stories.Tell(fate);
        }

        foreach (var client in data.Clients)
        {
            client.Settle();
        }

        return data;
    }

    /// <summary>Each table after those it refers to. Returns the number of photos.</summary>
    private static async Task<int> WriteAsync(LintelDbContext db, DemoData data, DemoRandom random, CancellationToken cancellationToken)
    {
        await db.BulkInsertAsync(data.Offices, cancellationToken);
        await db.BulkInsertAsync(data.Agents.Select(agent => agent.Agent), cancellationToken);
        await db.BulkInsertAsync(data.Clients.Select(client => client.Client), cancellationToken);
        await db.BulkInsertAsync(data.Clients.SelectMany(client => client.Needs), cancellationToken);
        await db.BulkInsertAsync(data.Accounts, cancellationToken);
        await db.BulkInsertAsync(data.Communities.Select(community => community.Community), cancellationToken);
        await db.BulkInsertAsync(data.Houses, cancellationToken);
        await db.BulkInsertAsync(data.Listings, cancellationToken);
        await db.BulkInsertAsync(data.Prices, cancellationToken);
        var photos = await db.BulkInsertAsync(Photos(data.Listings, random), cancellationToken);
        await db.BulkInsertAsync(data.Showings, cancellationToken);
        await db.BulkInsertAsync(data.Deals, cancellationToken);
        await db.BulkInsertAsync(data.Tasks, cancellationToken);
        return photos;
    }

    private static IEnumerable<Media> Photos(List<Listing> listings, DemoRandom random)
    {
        foreach (var listing in listings)
        {
            for (var order = 0; order < PhotosPerListing; order++)
            {
                // A name that resolves to nothing: the demo has no pictures of anybody's home.
                yield return Media.Create(
                    random.NextId(listing.CreatedAt),
                    listing,
                    MediaCategory.Photo,
                    $"https://media.lintel.example/demo/{listing.ListingNumber}/{order + 1}.jpg",
                    order == 0 ? "客厅"
                        : order == 1 ? "主卧"
                        : "厨房",
                    order
                );
            }
        }
    }
}
