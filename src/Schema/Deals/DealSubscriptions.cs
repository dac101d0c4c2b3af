using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using Lintel.Data;
using Lintel.Domain.Deals;
using Lintel.Schema.Shared;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Errors;
using Lintel.Schema.Shared.Mutating;
using Lintel.Schema.Shared.Scalars;
using Lintel.Schema.Shared.Streaming;

namespace Lintel.Schema.Deals;

/// <summary><c>dealAlerts</c>: the event log, as far as it is about deals the viewer may see; each event is judged anew.</summary>
internal sealed class DealSubscriptions(DealAlertSource source, EventFeed feed)
{
    public FieldType DealAlerts(DealAlertType types) =>
        new FieldType
        {
            Name = "dealAlerts",
            Description =
                "What happens to the deals you may see, in the order it was committed. With after: everything since that place, then live, without a gap; what came into your sight or left it meanwhile comes first. When your access changes, the stream ends with ACCESS_CHANGED (4403): connect again and go on.",
            ResolvedType = new NonNullGraphType(types.Item),
            Arguments = new QueryArguments(
                DealAlertArguments.Argument(
                    DealAlertArguments.After,
                    ScalarTypes.String,
                    "The position of the last item you handled, or its sequence as text; 0: the beginning of the log; absent: only what happens from now on. Events are kept for a time; behind what is not kept any more it is refused with POSITION_NOT_RETAINED."
                ),
                DealAlertArguments.Argument(
                    DealAlertArguments.Snapshot,
                    ScalarTypes.Boolean,
                    "true: you have nothing yet, so all deals you see come first, as VisibilityGained; with after or without. Leave it out once you have handled all of them."
                ),
                DealAlertArguments.Argument(
                    DealAlertArguments.Where,
                    types.Filter,
                    "Only alerts that meet this. VisibilityGained and VisibilityLost come whatever the kind."
                )
            ),
            Resolver = new FuncFieldResolver<object>(context => context.Source),
            StreamResolver = new SourceStreamResolver<DealStreamItem>(context => new ValueTask<IObservable<DealStreamItem?>>(
                SubscribeAsync(context)
            )),
        }.AllowedTo(DealAccess.Rows);

    private async Task<IObservable<DealStreamItem?>> SubscribeAsync(IResolveFieldContext context)
    {
        try
        {
            return await StreamAsync(context);
        }
        catch (EventPositionException lost)
        {
            throw new EventPositionError(lost);
        }
    }

    private async Task<IObservable<DealStreamItem?>> StreamAsync(IResolveFieldContext context)
    {
        var viewer = ViewerContext.Of(context.UserContext);
        var query = new DealAlertQuery(
            viewer,
            viewer.BrandId ?? throw new InvalidOperationException("Access was judged before."),
            DealAlertArguments.PositionOf(context),
            DealAlertArguments.ConditionsOf(context)
        )
        {
            Snapshot = DealAlertArguments.IsSnapshot(context),
        };
        if (context.UserContext is ViewerContext asked)
        {
            asked.SharedAs = SharedOperation.KeyOf(context, DealAlertArguments.After);
            query = query with { Subscriber = asked.Subscriber };
        }

        if (ViewerContext.StretchOf(context.UserContext) is { } stretch)
        {
            query = query with { After = null, From = stretch.After, Snapshot = false };
            return new StreamObservable<DealStreamItem?>(cancellationToken => source.ReadAsync(query, cancellationToken).Take(stretch.Most));
        }

        // Now, and not when the first item is asked for: the subscription is acknowledged by what follows.
        var bounds = await feed.BoundsAsync(query.BrandId, context.CancellationToken);
        if (query.After is { } after)
        {
            bounds.Check(after.Sequence);
        }

        query = query.After is null ? query with { From = bounds.Last } : query;
        return new StreamObservable<DealStreamItem?>(cancellationToken => source.FollowAsync(query, cancellationToken));
    }
}
