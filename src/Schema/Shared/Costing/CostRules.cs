using GraphQL;
using GraphQL.Types;
using GraphQL.Utilities;
using Lintel.Schema.Shared.Reading;

namespace Lintel.Schema.Shared.Costing;

/// <summary>
/// Gives every field its weight, by what kind of field it is and not one by one: a new field has one without anybody thinking of it. What none of
/// these rules is about has the default (<see cref="FieldCost"/>).
/// </summary>
internal sealed class CostRules : BaseSchemaNodeVisitor
{
    /// <summary>A mutation, whatever it does.</summary>
    private const int Action = 10;

    /// <summary>A subscription, taken once, when it starts.</summary>
    private const int Stream = 10;

    /// <summary>What the engine computes for a root field and no table has: the SDL of a role, a judgement of a document.</summary>
    private const int Computation = 20;

    /// <summary>A list whose rows are counted from others at every read: they have no id.</summary>
    private const int ComputedList = 20;

    /// <summary>Figures over all rows of a list.</summary>
    private const int Aggregate = 10;

    /// <summary>A percentile, for which the values are sorted.</summary>
    private const int Percentile = 5;

    /// <summary>The number of all rows of a list.</summary>
    private const int Count = 5;

    /// <summary>Words that are looked for.</summary>
    private const int Search = 10;

    public override void VisitObjectFieldDefinition(FieldType field, IObjectGraphType type, ISchema schema)
    {
        if (type.Name.StartsWith("__", StringComparison.Ordinal))
        {
            return;
        }

        var standard = FieldCost.DefaultWeightOf(field);
        var cost = new FieldCost(WeightOf(field, type, schema) ?? standard, SizeOf(field, type));
        if (cost.Weight != standard || cost.List is not null)
        {
            CostDirectives.Apply(field, cost);
        }
    }

    public override void VisitObjectFieldArgumentDefinition(QueryArgument argument, FieldType field, IObjectGraphType type, ISchema schema)
    {
        if (argument.Name == "search" && RowsOf(field) is not null)
        {
            CostDirectives.Apply(argument, Search);
        }
    }

    private static int? WeightOf(FieldType field, IObjectGraphType type, ISchema schema) =>
        ReferenceEquals(type, schema.Mutation) ? Action
        : ReferenceEquals(type, schema.Subscription) ? Stream
        : ReferenceEquals(type, schema.Query) && field.Plan() is null ? Computation
        : RowsOf(field) is { } rows && rows.ResolvedInterfaces.Count == 0 ? ComputedList
        : RowsOf(type) is not null && field.Name == "totalCount" ? Count
        : RowsOf(type) is not null && field.Name == "aggregate" ? Aggregate
        : field.Name == "percentile" ? Percentile
        // The reasons why nothing was done.
        : IsListOfReasons(field, type) ? 0
        : null;

    private static ListSize? SizeOf(FieldType field, IObjectGraphType type) =>
        RowsOf(field) is not null ? new ListSize(PageArguments.DefaultSize, ["first", "last"], ["nodes", "edges"])
        : field.ResolvedType!.GetNamedType() is IObjectGraphType page && IsPage(page) ? new ListSize(PageArguments.DefaultSize, ["first"], ["items"]) // initialised
        : !FieldCost.IsListOfObjects(field) ? null
        : Has(field, "ids") ? new ListSize(PageArguments.LargestSize, ["ids"], [], IsSliceRequired: true)
        : Has(field, "first") ? new ListSize(AggregatePlan.MostGroups, ["first"], [])
        : IsListOfReasons(field, type) ? new ListSize(1, [], [])
        : null;

    /// <summary>The rows of the connection that a field leads to; null: it leads to none.</summary>
    private static IObjectGraphType? RowsOf(FieldType field) => field.ResolvedType!.GetNamedType() is IObjectGraphType type ? RowsOf(type) : null; // initialised

    /// <summary>The rows of a connection; null: the type is none.</summary>
    private static IObjectGraphType? RowsOf(IObjectGraphType type) =>
        type.GetField("pageInfo") is not null ? type.GetField("nodes")?.ResolvedType?.GetNamedType() as IObjectGraphType : null;

    /// <summary>A page of what is no connection.</summary>
    private static bool IsPage(IObjectGraphType type) => type.GetField("items") is not null && type.GetField("hasMore") is not null;

    private static bool IsListOfReasons(FieldType field, IObjectGraphType type) =>
        !IsPage(type) && FieldCost.IsListOfObjects(field) && field.ResolvedType!.GetNamedType() is UnionGraphType; // initialised

    private static bool Has(FieldType field, string argument) => field.Arguments?.Find(argument) is not null;
}
