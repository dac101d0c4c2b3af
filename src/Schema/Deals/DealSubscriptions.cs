using System.Globalization;
using System.Runtime.CompilerServices;
using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Schema.Shared;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Errors;
using Lintel.Schema.Shared.Mutating;
using Lintel.Schema.Shared.Reading;
using Lintel.Schema.Shared.Scalars;
using Lintel.Schema.Shared.Streaming;

namespace Lintel.Schema.Deals;

/// <summary><c>dealAlerts</c>: the event log, as far as it is about deals the viewer may see; each event is judged anew.</summary>
internal sealed class DealSubscriptions(EventFeed feed, RowLookup rows)
{
    public FieldType DealAlerts(DealAlertType types) =>
        new FieldType
        {
            Name = "dealAlerts",
            Description =
                "What happens to the deals you may see, in the order it was committed. With after: everything since that sequence, then live, without a gap.",
            ResolvedType = new NonNullGraphType(types.Item),
            Arguments = new QueryArguments(
                Argument("after", ScalarTypes.String, "The sequence of the last item you handled, as text; absent: only what happens from now on."),
                Argument("where", WhereType(), "Only alerts that meet this.")
            ),
            Resolver = new FuncFieldResolver<object>(context => context.Source),
            StreamResolver = new SourceStreamResolver<DealAlert>(context => new ValueTask<IObservable<DealAlert?>>(StreamAsync(context))),
        }.AllowedTo(DealAccess.Rows);

    private async Task<IObservable<DealAlert?>> StreamAsync(IResolveFieldContext context)
    {
        var viewer = ViewerContext.Of(context.UserContext);
        var brandId = viewer.BrandId ?? throw new InvalidOperationException("Access was judged before.");
        var stretch = ViewerContext.StretchOf(context.UserContext);
        var after =
            stretch is not null ? stretch.After
            : context.GetArgument<string?>("after") is { } position ? ParseSequence(position)
            : await feed.LatestAsync(brandId, context.CancellationToken);
        var where = context.GetArgument<IDictionary<string, object?>?>("where");
        if (where?.TryGetValue("dealId", out var id) == true && id is string text && new Ref<Deal>(text).Key is null)
        {
            throw new BadArgumentError("where.dealId must be the id of a Deal.");
        }

        var end = stretch is null ? long.MaxValue : await feed.LatestAsync(brandId, context.CancellationToken);
        return new StreamObservable<DealAlert?>(cancellationToken =>
            AlertsAsync(viewer, brandId, after, end, where, cancellationToken).Take(stretch?.Most ?? int.MaxValue)
        );
    }

    private async IAsyncEnumerable<DealAlert?> AlertsAsync(
        Viewer viewer,
        Guid brandId,
        long after,
        long end,
        IDictionary<string, object?>? where,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (after >= end)
        {
            yield break;
        }

        long? previous = null;
        await foreach (var logged in feed.FollowAsync(brandId, after, cancellationToken))
        {
            if (
                DealAlert.Of(logged, previous) is { } alert
                && IsAskedFor(alert, where)
                && EnumTypes.Sees(viewer, alert.Kind)
                && await rows.IsVisibleAsync<Deal>(alert.DealId, viewer, cancellationToken)
            )
            {
                previous = alert.Sequence;
                yield return alert;
            }

            if (logged.Sequence >= end)
            {
                yield break;
            }
        }
    }

    private static bool IsAskedFor(DealAlert alert, IDictionary<string, object?>? where) =>
        where is null
        || (
            (
                where.TryGetValue("kind", out var kinds) && kinds is System.Collections.IEnumerable list
                    ? list.Cast<DealAlertKind>().Contains(alert.Kind)
                    : true
            ) && (!where.TryGetValue("dealId", out var id) || id is null || Equals(new Ref<Deal>((string)id).Key, alert.DealId))
        );

    private static long ParseSequence(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? sequence
            : throw new BadArgumentError("after must be the sequence of an item, as text.");

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
