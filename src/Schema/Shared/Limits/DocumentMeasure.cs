using GraphQLParser.AST;

namespace Lintel.Schema.Shared.Limits;

/// <summary>
/// How large a selection set is with its fragments opened: levels of fields outside an introspection, levels of selection sets,
/// fields, aliases at its top, lists of <c>fields</c> and the like inside one another, and these within an introspection.
/// </summary>
internal readonly record struct Extent(int Depth, int Nesting, long Fields, long Aliases, int Lists, int IntrospectionLists)
{
    /// <summary>Above every limit. Fragments that spread each other twice double with each one: a sum without an end would come round to zero.</summary>
    private const long Countless = int.MaxValue;

    /// <summary>A spread of what there is not: nothing to open, and yet looked at wherever it stands.</summary>
    public static Extent Unknown { get; } = new(Depth: 0, Nesting: 0, Fields: 1, Aliases: 0, Lists: 0, IntrospectionLists: 0);

    public static Extent operator |(Extent one, Extent other) =>
        new(
            Math.Max(one.Depth, other.Depth),
            Math.Max(one.Nesting, other.Nesting),
            Math.Min(one.Fields + other.Fields, Countless),
            Math.Min(one.Aliases + other.Aliases, Countless),
            Math.Max(one.Lists, other.Lists),
            Math.Max(one.IntrospectionLists, other.IntrospectionLists)
        );
}

/// <summary>
/// Measures a parsed document. A fragment is measured once, however often it is spread, so the time is linear in the document;
/// the number of fragments is bounded before, and with it the recursion.
/// </summary>
internal sealed class DocumentMeasure(GraphQLDocument document)
{
    private readonly Dictionary<string, Extent?> _fragments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GraphQLFragmentDefinition> _definitions = document
        .Definitions.OfType<GraphQLFragmentDefinition>()
        .DistinctBy(fragment => fragment.FragmentName.Name.StringValue, StringComparer.Ordinal)
        .ToDictionary(fragment => fragment.FragmentName.Name.StringValue, StringComparer.Ordinal);

    /// <summary>A fragment leads back to itself.</summary>
    public bool HasCycle { get; private set; }

    public Extent Of(GraphQLSelectionSet? selections)
    {
        var extent = default(Extent);
        foreach (var selection in selections?.Selections ?? [])
        {
            extent |= selection switch
            {
                GraphQLField field => Of(field),
                GraphQLInlineFragment inline => Nested(Of(inline.SelectionSet)),
                GraphQLFragmentSpread spread => Nested(Of(spread.FragmentName.Name.StringValue)),
                _ => default,
            };
        }

        return extent;
    }

    private Extent Of(GraphQLField field)
    {
        var inner = Of(field.SelectionSet);
        var isIntrospection = field.Name.StringValue is "__schema" or "__type";
        var isList = field.Name.StringValue is "fields" or "inputFields" or "interfaces" or "possibleTypes";
        return new Extent(
            isIntrospection ? 1 : inner.Depth + 1,
            inner.Nesting + 1,
            inner.Fields + 1,
            field.Alias is null ? 0 : 1,
            inner.Lists + (isList ? 1 : 0),
            isIntrospection ? inner.Lists : inner.IntrospectionLists
        );
    }

    private Extent Of(string fragment)
    {
        if (_fragments.TryGetValue(fragment, out var known))
        {
            HasCycle |= known is null;
            return known ?? default;
        }

        if (!_definitions.TryGetValue(fragment, out var definition))
        {
            return Extent.Unknown;
        }

        _fragments[fragment] = null;
        var extent = Of(definition.SelectionSet);
        _fragments[fragment] = extent;
        return extent;
    }

    private static Extent Nested(Extent inner) => inner with { Nesting = inner.Nesting + 1 };
}
