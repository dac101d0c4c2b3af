using System.Globalization;
using Lintel.Data;
using Lintel.Domain.Listings;
using Lintel.Schema.Tests.Proofs.NonInterference;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Proofs.Pagination;

/// <summary>
/// Writers that never rest, each on connections of its own: they put listings in, change what listings are sorted by, to values that pinned
/// ones have too, and take their own out again.
/// </summary>
internal sealed class MovingListings
{
    public const int Writers = 4;

    private readonly TestDatabase _database;
    private readonly IReadOnlyList<Listing> _moving;
    private readonly IReadOnlyList<Listing> _pinned;
    private readonly Task[] _working;
    private readonly TaskCompletionSource[] _begun = [.. Enumerable.Range(0, Writers).Select(_ => new TaskCompletionSource())];
    private volatile bool _isOver;
    private int _changes;

    private MovingListings(TestDatabase database, IReadOnlyList<Listing> moving, IReadOnlyList<Listing> pinned, int seed)
    {
        (_database, _moving, _pinned) = (database, moving, pinned);
        _working = [.. Enumerable.Range(0, Writers).Select(number => Task.Run(() => WriteAsync(number, new Random(seed + number))))];
    }

    /// <summary>How many rows were put in, changed and taken out so far.</summary>
    public int Changes => _changes;

    /// <summary>Starts them and waits until each has done all it does once.</summary>
    public static async Task<MovingListings> StartAsync(TestDatabase database, IReadOnlyList<Listing> moving, IReadOnlyList<Listing> pinned, int seed)
    {
        var writers = new MovingListings(database, moving, pinned, seed);
        foreach (var (begun, working) in writers._begun.Zip(writers._working))
        {
            await await Task.WhenAny(begun.Task, working); // a writer that breaks says so
        }

        return writers;
    }

    public Task StopAsync()
    {
        _isOver = true;
        return Task.WhenAll(_working);
    }

    private async Task WriteAsync(int number, Random random)
    {
        var mine = _moving.Where((_, i) => i % Writers == number).ToList();
        for (var round = 0; !_isOver; round++)
        {
            var added = await AddAsync(number, round, random);
            foreach (var listing in mine.Append(added))
            {
                await ChangeAsync(listing, random);
            }

            await using (var db = _database.Open())
            {
                await db.Listings.Where(listing => listing.Id == added.Id).ExecuteDeleteAsync();
            }

            Interlocked.Add(ref _changes, mine.Count + 3);
            _begun[number].TrySetResult();
        }
    }

    /// <summary>A listing much like another, anywhere in the order of ids.</summary>
    private async Task<Listing> AddAsync(int number, int round, Random random)
    {
        await using var db = _database.Open();
        var pattern = await db.Listings.SingleAsync(listing => listing.Id == One(_pinned, random).Id);
        var copy = (Listing)Copies.Of(pattern, db.Entry(pattern).Metadata);
        var key = new byte[16];
        random.NextBytes(key);
        Set(copy, nameof(Listing.Id), new Guid(key));
        Set(copy, nameof(Listing.ListingNumber), string.Create(CultureInfo.InvariantCulture, $"M{number}-{round}"));
        var entry = db.Entry(copy);
        Copies.BringOutOfTheWay(entry);
        entry.State = EntityState.Added;
        await db.SaveChangesAsync();
        return copy;
    }

    /// <summary>What it is sorted by becomes what some pinned listing has.</summary>
    private async Task ChangeAsync(Listing listing, Random random)
    {
        var (price, metro, rooms) = (One(_pinned, random).ListPriceFen, One(_pinned, random).MetroDistanceMeters, One(_pinned, random).BedroomsTotal);
        await using var db = _database.Open();
        await db
            .Listings.Where(one => one.Id == listing.Id)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(one => one.ListPriceFen, price)
                    .SetProperty(one => one.MetroDistanceMeters, metro)
                    .SetProperty(one => one.BedroomsTotal, rooms)
            );
    }

    private static Listing One(IReadOnlyList<Listing> from, Random random) => from[random.Next(from.Count)];

    private static void Set(Listing listing, string property, object value) => typeof(Listing).GetProperty(property)!.SetValue(listing, value); // named by the caller
}
