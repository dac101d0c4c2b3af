using Lintel.Domain;
using Lintel.Domain.Communities;
using Lintel.Domain.Imports;
using Lintel.Domain.Listings;

namespace Lintel.Data.Imports;

/// <summary>Stores rows as active listings, each with its house, first price and event.</summary>
internal sealed class ListingWriter(FormatReader reader, ListAgentRota rota, Viewer actor, TimeProvider clock) : RowWriter
{
    private readonly CommunityDirectory _communities = new(reader.Format, clock);

    private ImportFormat Format => reader.Format;

    public override async Task<BatchPlan> PlanAsync(
        LintelDbContext db,
        ImportRun run,
        IReadOnlyList<FactSheet> rows,
        CancellationToken cancellationToken
    )
    {
        await _communities.LoadAsync(db, cancellationToken);
        var known = await KnownRows.OfAsync(db, run.BrandId, Format, rows, cancellationToken);
        var rejected = new List<(int, RowProblem)>();
        var batch = new ListingBatch(actor)
        {
            Unchanged = rows.Count(row => known.SourceKeys.Contains(Format.KeyOf(row.ExternalId))),
            Rejected = rejected,
        };
        for (var i = 0; i < rows.Count; i++)
        {
            if (!known.SourceKeys.Contains(Format.KeyOf(rows[i].ExternalId)) && Add(batch, run, rows[i], known) is { } problem)
            {
                rejected.Add((i, problem));
            }
        }

        return batch;
    }

    public override void Discarded() => _communities.Forget();

    private RowProblem? Add(ListingBatch batch, ImportRun run, FactSheet row, KnownRows known)
    {
        var input = Input(row, known);
        if (known.ListingNumbers.Contains(input.ListingNumber))
        {
            return new(QuarantineCodes.ListingNumberTaken, $"Another listing has the number {input.ListingNumber}.", Format.Id.Column);
        }

        var now = clock.GetUtcNow();
        var outcome = Listing.Create(input, now);
        if (!outcome.Succeeded)
        {
            return Problem(outcome.Errors);
        }

        var listing = outcome.Value;
        listing.ImportAsActive(OnMarketOn(run, row), now);
        if (_communities.Keep(input.Community))
        {
            batch.Communities.Add(input.Community);
        }

        if (!known.Houses.ContainsKey(input.SourceKey!))
        {
            batch.Houses.Add(House.FromSource(input.HouseId, input.Community.Id, input.SourceKey!, now));
        }

        batch.Listings.Add(listing);
        batch.Prices.Add(
            ListingPrice.Create(Guid.CreateVersion7(now), listing, previousPriceFen: null, listing.ListPriceFen, reason: null, actor.AccountId, now)
        );
        return null;
    }

    private NewListing Input(FactSheet row, KnownRows known)
    {
        var now = clock.GetUtcNow();
        var community = _communities.For(row);
        var agent = rota.For(community);
        var sourceKey = Format.KeyOf(row.ExternalId);
        return new()
        {
            Id = Guid.CreateVersion7(now),
            ListingNumber = Format.NumberPrefix + row.ExternalId,
            Placement = Placement.Of(agent),
            ListAgentId = agent.Id,
            HouseId = known.Houses.TryGetValue(sourceKey, out var house) ? house : Guid.CreateVersion7(now),
            Community = community,
            Title = row.RequiredText("title"),
            Facts = HouseFactsRow.Read(row),
            ListPriceFen = row.Money("listPrice") ?? 0,
            SourceKey = sourceKey,
            FollowerCount = row.Integer("followerCount") ?? 0,
            ShowingCount = row.Integer("showingCount") ?? 0,
        };
    }

    /// <summary>An age counts from the day the import started, also when it is resumed on a later day.</summary>
    private static DateOnly? OnMarketOn(ImportRun run, FactSheet row) =>
        row.Integer("ageDays") is { } days ? OfficeCalendar.DateAt(run.StartedAt).AddDays(-days) : null;

    private RowProblem Problem(IReadOnlyList<UserError> errors)
    {
        var first = errors[0];
        return new(
            first.Code,
            string.Join(" ", errors.Select(error => error.Message)),
            first.Path.Count == 0 ? null : reader.ColumnOf(first.Path[^1])
        );
    }
}
