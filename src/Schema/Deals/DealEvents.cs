using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using Lintel.Data;
using Lintel.Schema.Shared;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Errors;
using Lintel.Schema.Shared.Reading;
using Lintel.Schema.Shared.Scalars;
using Lintel.Schema.Shared.Streaming;

namespace Lintel.Schema.Deals;

/// <summary><c>events</c>: what <c>dealAlerts</c> tells, page by page, for whoever comes to fetch it.</summary>
internal sealed class DealEvents(DealAlertSource source, EventFeed feed)
{
    /// <summary>Events of the log that are looked at for a page: of most, many a viewer is told nothing.</summary>
    private const int MostLooked = 1_000;

    public FieldType Field(DealAlertType types) =>
        new FieldType
        {
            Name = "events",
            Description =
                "The items that dealAlerts would send, in pages, up to what is in the log now. Go on behind the page's position, at once while it hasMore. Each item is judged now, by your access as it is.",
            ResolvedType = new NonNullGraphType(PageType(types)),
            Arguments = new QueryArguments(
                DealAlertArguments.Argument(
                    DealAlertArguments.After,
                    ScalarTypes.String,
                    "The position of the last page or item you handled, or its sequence as text; absent: the oldest that is kept, with snapshot the end of the log. Behind what is not kept any more it is refused with POSITION_NOT_RETAINED."
                ),
                DealAlertArguments.Argument(
                    First,
                    ScalarTypes.Int,
                    $"Items of the page: 1 to {PageArguments.LargestSize}, default {PageArguments.DefaultSize}. A page may have fewer and hasMore."
                ),
                DealAlertArguments.Argument(
                    DealAlertArguments.Snapshot,
                    ScalarTypes.Boolean,
                    "true: you have nothing yet, so all deals you see come first, as VisibilityGained. Give it as long as the page before has isSnapshot."
                ),
                DealAlertArguments.Argument(
                    DealAlertArguments.Where,
                    types.Filter,
                    "Only alerts that meet this. VisibilityGained and VisibilityLost come whatever the kind."
                )
            ),
            Resolver = new FuncFieldResolver<object>(async context => await PageAsync(context)),
        }.VisibleTo(DealAccess.Rows);

    private const string First = "first";

    private async Task<DealEventPage> PageAsync(IResolveFieldContext context)
    {
        var viewer = ViewerContext.Of(context.UserContext);
        var brand = viewer.BrandId ?? throw new InvalidOperationException("Access was judged before.");
        var first = context.GetArgument<int?>(First) ?? PageArguments.DefaultSize;
        if (first is < 1 or > PageArguments.LargestSize)
        {
            throw new BadArgumentError($"first must be 1 to {PageArguments.LargestSize}.");
        }

        var snapshot = DealAlertArguments.IsSnapshot(context);
        var asked = DealAlertArguments.PositionOf(context);
        var bounds = await feed.BoundsAsync(brand, context.CancellationToken);
        var start = asked?.Sequence ?? (snapshot ? bounds.Last : bounds.Swept);
        try
        {
            bounds.Check(start);
            var query = new DealAlertQuery(viewer, brand, asked, DealAlertArguments.ConditionsOf(context))
            {
                From = start,
                Snapshot = snapshot,
                Passage = new LogPassage(start, bounds.Last, MostLooked),
                Few = first,
            };
            return await PageAsync(query, query.Passage, first, context.CancellationToken);
        }
        catch (EventPositionException lost)
        {
            throw new EventPositionError(lost);
        }
    }

    private async Task<DealEventPage> PageAsync(DealAlertQuery query, LogPassage passage, int first, CancellationToken cancellationToken)
    {
        var items = new List<DealStreamItem>();
        await foreach (var item in source.ReadAsync(query, cancellationToken))
        {
            if (items.Count == first)
            {
                var last = items[^1].Position;
                return new DealEventPage(items, last, HasMore: true, IsSnapshot: query.Snapshot && last.Part is not null);
            }

            items.Add(item);
        }

        return new DealEventPage(items, StreamPosition.At(passage.Reached), HasMore: !passage.IsOver, IsSnapshot: false);
    }

    private static ObjectGraphType PageType(DealAlertType types)
    {
        var page = new ObjectGraphType { Name = "DealEventPage", Description = "Items of the deal alert stream, fetched." };
        Add(
            "items",
            new NonNullGraphType(new ListGraphType(new NonNullGraphType(types.Item))),
            "In the order of the stream; previousSequence is null in the first.",
            one => one.Items
        );
        Add("position", new NonNullGraphType(ScalarTypes.String), "Give it to after for the next page.", one => one.Position.ToString());
        Add("hasMore", new NonNullGraphType(ScalarTypes.Boolean), "There was more in the log when it was read.", one => one.HasMore);
        Add(
            "isSnapshot",
            new NonNullGraphType(ScalarTypes.Boolean),
            "The snapshot goes on: ask for the next page with snapshot: true as well.",
            one => one.IsSnapshot
        );
        return page;

        void Add(string name, IGraphType type, string description, Func<DealEventPage, object?> read) =>
            page.AddField(
                    new FieldType
                    {
                        Name = name,
                        Description = description,
                        ResolvedType = type,
                        Resolver = new FuncFieldResolver<object>(context => read((DealEventPage)context.Source!)), // of the field above
                    }
                )
                .VisibleTo(AccessRule.WithRow);
    }

    /// <summary>A page.</summary>
    /// <param name="Items">What it tells.</param>
    /// <param name="Position">Where the next one begins.</param>
    /// <param name="HasMore">The log went on.</param>
    /// <param name="IsSnapshot">It ended within the snapshot.</param>
    private sealed record DealEventPage(IReadOnlyList<DealStreamItem> Items, StreamPosition Position, bool HasMore, bool IsSnapshot);
}
