using GraphQL;
using GraphQL.Types;
using Lintel.Batching.Data;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Batching.Types;

internal sealed class QueryType : ObjectGraphType
{
    public QueryType(IDbContextFactory<BrokerageContext> contexts, Brand brand)
    {
        Name = "Query";
        Field<NodeType>("node")
            .Argument<NonNullGraphType<IdGraphType>>("id")
            .ResolveAsync(async context =>
            {
                var id = Ids.Read(context.GetArgument<string>("id"));
                await using var db = await contexts.CreateDbContextAsync(context.CancellationToken);
                return await db.Listings.SingleOrDefaultAsync(listing => listing.Id == id && listing.BrandId == brand.Id, context.CancellationToken);
            });
        Field<ListingConnectionType>("listings")
            .Argument<IntGraphType>("first")
            .Argument<StringGraphType>("after")
            .Argument<ListingFilterInput>("where")
            .Argument<ListGraphType<NonNullGraphType<ListingOrderInput>>>("order")
            .ResolveAsync(async context => await ListingsAsync(context, contexts, brand));
        Field<DealConnectionType>("deals")
            .Argument<IntGraphType>("first")
            .Argument<DealFilterInput>("where")
            .Argument<ListGraphType<NonNullGraphType<DealOrderInput>>>("order")
            .ResolveAsync(async context => await DealsAsync(context, contexts, brand));
    }

    private static async Task<Page<Listing>> ListingsAsync(IResolveFieldContext context, IDbContextFactory<BrokerageContext> contexts, Brand brand)
    {
        var first = context.GetArgument("first", 20);
        var byPrice = context.GetArgument<List<ListingOrder>?>("order") is [{ ListPrice: not null }];
        await using var db = await contexts.CreateDbContextAsync(context.CancellationToken);
        var rows = Filtered(db.Listings.Where(listing => listing.BrandId == brand.Id), context.GetArgument<ListingFilter?>("where"));
        if (context.GetArgument<string?>("after") is { } after)
        {
            var (key, id) = Ids.ReadCursor(after);
            var at = new DateTimeOffset(byPrice ? 0 : key, TimeSpan.Zero);
            rows = byPrice
                ? rows.Where(listing => listing.ListPriceFen > key || (listing.ListPriceFen == key && listing.Id > id))
                : rows.Where(listing => listing.CreatedAt <= at && (listing.CreatedAt < at || listing.Id < id));
        }

        rows = byPrice
            ? rows.OrderBy(listing => listing.ListPriceFen).ThenBy(listing => listing.Id)
            : rows.OrderByDescending(listing => listing.CreatedAt).ThenByDescending(listing => listing.Id);
        return Page<Listing>.Of(
            await rows.Take(first + 1).ToListAsync(context.CancellationToken),
            first,
            listing => Ids.Cursor(byPrice ? listing.ListPriceFen : listing.CreatedAt.UtcTicks, listing.Id)
        );
    }

    private static IQueryable<Listing> Filtered(IQueryable<Listing> rows, ListingFilter? where)
    {
        if (where?.Status?.Eq is { } status)
            rows = rows.Where(listing => listing.Status == status);
        if (where?.District?.Eq is { } district)
            rows = rows.Where(listing => listing.District == district);
        if (where?.BedroomsTotal?.Eq is { } bedrooms)
            rows = rows.Where(listing => listing.BedroomsTotal == bedrooms);
        if (where?.ListPrice?.Gte is { } low)
        {
            var fen = (long)(low * 100);
            rows = rows.Where(listing => listing.ListPriceFen >= fen);
        }

        if (where?.ListPrice?.Lte is { } high)
        {
            var fen = (long)(high * 100);
            rows = rows.Where(listing => listing.ListPriceFen <= fen);
        }

        return rows;
    }

    private static async Task<Page<Deal>> DealsAsync(IResolveFieldContext context, IDbContextFactory<BrokerageContext> contexts, Brand brand)
    {
        var first = context.GetArgument("first", 20);
        await using var db = await contexts.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Deals.Where(deal => deal.BrandId == brand.Id);
        if (context.GetArgument<DealFilter?>("where")?.CreatedAt?.Lt is { } before)
        {
            var at = before.ToUniversalTime();
            rows = rows.Where(deal => deal.CreatedAt < at);
        }

        var page = await rows.OrderByDescending(deal => deal.CreatedAt)
            .ThenByDescending(deal => deal.Id)
            .Take(first + 1)
            .ToListAsync(context.CancellationToken);
        return Page<Deal>.Of(page, first, deal => Ids.Cursor(deal.CreatedAt.UtcTicks, deal.Id));
    }
}

/// <summary>The brand whose rows are served.</summary>
internal sealed record Brand(Guid Id);
