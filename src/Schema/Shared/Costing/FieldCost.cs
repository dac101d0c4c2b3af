using GraphQL;
using GraphQL.Types;

namespace Lintel.Schema.Shared.Costing;

/// <summary>What a field costs.</summary>
/// <param name="Weight">Points each time it is answered; of a list of objects, for each item.</param>
/// <param name="List">How many items; null: the default.</param>
internal sealed record FieldCost(int Weight, ListSize? List)
{
    /// <summary>Where a field has its cost, and an argument its weight, in its metadata.</summary>
    public const string Key = "LINTEL_COST";

    /// <summary>Points of a field of an object, interface or union, unless it says otherwise; others cost nothing.</summary>
    public const int ObjectWeight = 1;

    /// <summary>Items that a list of objects is priced with that does not say otherwise.</summary>
    public const int DefaultListSize = 10;

    /// <summary>Points of <c>__schema</c> and of <c>__type</c>, whatever is selected of them.</summary>
    public const int IntrospectionWeight = 50;

    private static readonly FieldCost Nothing = new(0, null);
    private static readonly FieldCost Object = new(ObjectWeight, null);

    public static FieldCost Of(FieldType field) => field.GetMetadata<FieldCost?>(Key) ?? (LeadsToObjects(field) ? Object : Nothing);

    /// <summary>What an argument adds where it is given.</summary>
    public static int Of(QueryArgument argument) => argument.GetMetadata(Key, 0);

    public static int DefaultWeightOf(FieldType field) => LeadsToObjects(field) ? ObjectWeight : 0;

    /// <summary>Its weight is that of each of its items.</summary>
    public static bool IsListOfObjects(FieldType field) =>
        LeadsToObjects(field) && (field.ResolvedType is NonNullGraphType { ResolvedType: { } inner } ? inner : field.ResolvedType) is ListGraphType;

    private static bool LeadsToObjects(FieldType field) => field.ResolvedType!.GetNamedType() is IComplexGraphType or UnionGraphType; // initialised
}

/// <summary>How many items a list is priced with.</summary>
/// <param name="Assumed">Where none of the slicing arguments is given.</param>
/// <param name="SlicingArguments">The arguments that say how many.</param>
/// <param name="SizedFields">The fields below whose lists are meant; empty: the field itself.</param>
/// <param name="IsSliceRequired">The slicing argument is always given.</param>
internal sealed record ListSize(int Assumed, IReadOnlyList<string> SlicingArguments, IReadOnlyList<string> SizedFields, bool IsSliceRequired = false);
