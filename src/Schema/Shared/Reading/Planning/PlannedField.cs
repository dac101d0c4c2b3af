using GraphQL;
using GraphQL.Types;

namespace Lintel.Schema.Shared.Reading;

/// <summary>Says how a field is read: adds what it needs to the plan, and its value to the shape of the answer.</summary>
/// <param name="planner">The plan in the making.</param>
/// <param name="asked">The field as the operation asks for it.</param>
/// <param name="shape">The answer around it.</param>
internal delegate void FieldPlan(OperationPlanner planner, SelectedField asked, ShapeWriter shape);

/// <summary>
/// Marks of fields. An operation all of whose root fields have a plan is read by one plan, without the engine's execution. Where the engine
/// runs an operation (mutations, subscriptions, introspection), a field that reads rows is a leaf to it: its whole selection set is read in SQL
/// and stands finished in <see cref="PlannedJson"/>.
/// </summary>
internal static class PlannedField
{
    private const string LeafKey = "LINTEL_LEAF";
    private const string PlanKey = "LINTEL_PLAN";
    private const string PlannerKey = "LINTEL_PLANNER";

    /// <summary>The engine takes the field's value as it is and does not descend into it.</summary>
    public static T AsLeaf<T>(this T field)
        where T : FieldType
    {
        field.Metadata[LeafKey] = true;
        return field;
    }

    public static bool IsLeaf(this FieldType field) => field.HasMetadata(LeafKey);

    public static T PlannedAs<T>(this T field, FieldPlan plan)
        where T : FieldType
    {
        field.Metadata[PlanKey] = plan;
        return field;
    }

    /// <summary>The field is an object that reads nothing itself; its fields do.</summary>
    public static T PlannedAsObject<T>(this T field)
        where T : FieldType => field.PlannedAs((planner, asked, shape) => planner.Object(field.ResolvedType!.GetNamedType().Name, asked, shape)); // built with its type

    /// <summary>The field is a value that the request itself has.</summary>
    public static T PlannedAsValue<T>(this T field, Action<ReadInputs, JsonBuffer> write)
        where T : FieldType => field.PlannedAs((_, _, shape) => shape.Add(new GroupPart.Value(write)));

    /// <summary>How the field is read; null: only the engine knows.</summary>
    public static FieldPlan? Plan(this FieldType field) => field.GetMetadata<FieldPlan?>(PlanKey);

    /// <summary>What plans over the declarations of this schema; null: it has none, and the engine runs everything.</summary>
    public static ReadPlanner? Planner(this ISchema schema) => schema.GetMetadata<ReadPlanner?>(PlannerKey);

    public static void PlannedBy(this ISchema schema, ReadPlanner? planner) => schema.Metadata[PlannerKey] = planner;
}
