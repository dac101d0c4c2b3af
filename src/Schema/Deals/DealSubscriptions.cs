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
                Argument(
                    After,
                    ScalarTypes.String,
                    "The position of the last item you handled, or its sequence as text; 0: the beginning of the log; absent: only what happens from now on."
                ),
                Argument(
                    Snapshot,
                    ScalarTypes.Boolean,
                    "true: you have nothing yet, so all deals you see come first, as VisibilityGained. Leave it out once you have handled all of them."
                ),
                Argument("where", WhereType(), "Only alerts that meet this. VisibilityGained and VisibilityLost come whatever the kind.")
            ),
            Resolver = new FuncFieldResolver<object>(context => context.Source),
            StreamResolver = new SourceStreamResolver<DealStreamItem>(context => new ValueTask<IObservable<DealStreamItem?>>(StreamAsync(context))),
        }.AllowedTo(DealAccess.Rows);

    private const string After = "after";
    private const string Snapshot = "snapshot";

    private async Task<IObservable<DealStreamItem?>> StreamAsync(IResolveFieldContext context)
    {
        var viewer = ViewerContext.Of(context.UserContext);
        var query = new DealAlertQuery(
            viewer,
            viewer.BrandId ?? throw new InvalidOperationException("Access was judged before."),
            context.GetArgument<string?>(After) is { } text ? Position(text) : null,
            Conditions(context)
        )
        {
            Snapshot = context.GetArgument<bool?>(Snapshot) ?? false,
        };
        if (context.UserContext is ViewerContext asked)
        {
            asked.SharedAs = SharedOperation.KeyOf(context, After);
            query = query with { Subscriber = asked.Subscriber };
        }

        if (ViewerContext.StretchOf(context.UserContext) is { } stretch)
        {
            query = query with { After = null, From = stretch.After, Snapshot = false };
            return new StreamObservable<DealStreamItem?>(cancellationToken => source.ReadAsync(query, cancellationToken).Take(stretch.Most));
        }

        // Now, and not when the first item is asked for: the subscription is acknowledged by what follows.
        query = query.After is null ? query with { From = await feed.LatestAsync(query.BrandId, context.CancellationToken) } : query;
        return new StreamObservable<DealStreamItem?>(cancellationToken => source.FollowAsync(query, cancellationToken));
    }

    private static DealAlertConditions Conditions(IResolveFieldContext context)
    {
        if (context.GetArgument<IDictionary<string, object?>?>("where") is not { } where)
        {
            return new DealAlertConditions(Kinds: null, DealId: null);
        }

        var kinds =
            where.TryGetValue("kind", out var asked) && asked is System.Collections.IEnumerable list ? list.Cast<DealAlertKind>().ToList() : null;
        return where.TryGetValue("dealId", out var id) && id is string text
            ? new DealAlertConditions(kinds, new Ref<Deal>(text).Key ?? throw new BadArgumentError("where.dealId must be the id of a Deal."))
            : new DealAlertConditions(kinds, DealId: null);
    }

    private static StreamPosition Position(string text) =>
        StreamPosition.TryParse(text, out var position)
            ? position
            : throw new BadArgumentError("after must be the position or the sequence of an item, as text.");

    private static InputObjectGraphType WhereType()
    {
        var type = new InputObjectGraphType { Name = "DealAlertFilterInput", Description = "Conditions on deal alerts; all given ones must hold." };
        type.AddField(
                new FieldType
                {
                    Name = "kind",
                    Description = "One of these kinds.",
                    ResolvedType = new ListGraphType(new NonNullGraphType(EnumTypes.Of<DealAlertKind>())),
                }
            )
            .UsableBy(AccessRule.WithRow);
        type.AddField(
                new FieldType
                {
                    Name = "dealId",
                    Description = "About this deal.",
                    ResolvedType = ScalarTypes.Id,
                }
            )
            .UsableBy(AccessRule.WithRow);
        return type;
    }

    private static QueryArgument Argument(string name, IGraphType type, string description) =>
        new QueryArgument(type) { Name = name, Description = description }.UsableBy(AccessRule.WithRow);
}
