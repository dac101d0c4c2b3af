using GraphQL;
using GraphQL.Types;
using Lintel.Domain.Deals;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Errors;
using Lintel.Schema.Shared.Mutating;
using Lintel.Schema.Shared.Scalars;
using Lintel.Schema.Shared.Streaming;

namespace Lintel.Schema.Deals;

/// <summary>What deal alerts are asked for with, whether they are followed or pulled.</summary>
internal static class DealAlertArguments
{
    public const string After = "after";
    public const string Snapshot = "snapshot";
    public const string Where = "where";

    public static QueryArgument Argument(string name, IGraphType type, string description) =>
        new QueryArgument(type) { Name = name, Description = description }.UsableBy(AccessRule.WithRow);

    public static bool IsSnapshot(IResolveFieldContext context) => context.GetArgument<bool?>(Snapshot) ?? false;

    /// <summary>Where to go on; null: nothing was said.</summary>
    public static StreamPosition? PositionOf(IResolveFieldContext context) =>
        context.GetArgument<string?>(After) is not { } text ? null
        : StreamPosition.TryParse(text, out var position) ? position
        : throw new BadArgumentError("after must be the position or the sequence of an item, as text.");

    public static DealAlertConditions ConditionsOf(IResolveFieldContext context)
    {
        if (context.GetArgument<IDictionary<string, object?>?>(Where) is not { } where)
        {
            return new DealAlertConditions(Kinds: null, DealId: null);
        }

        var kinds =
            where.TryGetValue("kind", out var asked) && asked is System.Collections.IEnumerable list ? list.Cast<DealAlertKind>().ToList() : null;
        return where.TryGetValue("dealId", out var id) && id is string text
            ? new DealAlertConditions(kinds, new Ref<Deal>(text).Key ?? throw new BadArgumentError("where.dealId must be the id of a Deal."))
            : new DealAlertConditions(kinds, DealId: null);
    }

    public static InputObjectGraphType Filter()
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
}
