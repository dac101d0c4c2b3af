using System.Globalization;
using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Lintel.Schema.Shared.Costing;

/// <summary>
/// Makes the price of an operation that was found valid. Fields are collected as the specification does: those of one response key are one. How far
/// this goes is bounded by the fields of a document, which were counted before.
/// </summary>
internal sealed class PriceCompiler(GraphQLDocument document, ISchema schema)
{
    private static readonly IReadOnlyList<Condition> Always = [];

    public OperationPrice Operation(GraphQLOperationDefinition operation)
    {
        IObjectGraphType? root = operation.Operation switch
        {
            OperationType.Mutation => schema.Mutation,
            OperationType.Subscription => schema.Subscription,
            _ => schema.Query,
        };
        return new OperationPrice(root is null ? new PricedSelection([]) : Selection([(operation.SelectionSet, Always)], root, sized: null));
    }

    private PricedSelection Selection(
        IReadOnlyList<(GraphQLSelectionSet Selections, IReadOnlyList<Condition> When)> asked,
        IGraphType type,
        Sized? sized
    )
    {
        IEnumerable<IObjectGraphType> types = type switch
        {
            IAbstractGraphType open => open.PossibleTypes,
            IObjectGraphType one => [one],
            _ => [],
        };
        return new PricedSelection([.. types.Select(one => Fields(asked, one, sized))]);
    }

    private List<PricedField> Fields(
        IReadOnlyList<(GraphQLSelectionSet Selections, IReadOnlyList<Condition> When)> asked,
        IObjectGraphType type,
        Sized? sized
    )
    {
        var collected = new Dictionary<string, List<(GraphQLField Field, IReadOnlyList<Condition> When)>>(StringComparer.Ordinal);
        foreach (var (selections, when) in asked)
        {
            Collect(selections, when, type, collected);
        }

        return [.. collected.Values.Select(places => Field(places, type, sized)).OfType<PricedField>()];
    }

    private PricedField? Field(List<(GraphQLField Field, IReadOnlyList<Condition> When)> places, IObjectGraphType type, Sized? sized)
    {
        var field = places[0].Field;
        var inclusion = new Inclusion([.. places.Select(place => place.When)]);
        if (field.Name.StringValue is "__schema" or "__type")
        {
            return new PricedField(FieldCost.IntrospectionWeight, PricedSize.One, [], selection: null, inclusion);
        }

        if (type.GetField(field.Name.Value) is not { } definition)
        {
            return null;
        }

        var cost = FieldCost.Of(definition);
        var below = cost.List is { SizedFields: { Count: > 0 } names } list ? new Sized(names, SizeOf(definition, list, field)) : null;
        var selections = places
            .Where(place => place.Field.SelectionSet is not null)
            // A field that stands in one place is there itself only where what is selected of it is.
            .Select(place => (place.Field.SelectionSet!, places.Count == 1 ? Always : place.When))
            .ToList();
        return new PricedField(
            cost.Weight,
            SizeOf(definition, cost, field, sized),
            [.. Arguments(definition, field)],
            selections.Count == 0 ? null : Selection(selections, definition.ResolvedType!.GetNamedType(), below), // initialised
            inclusion
        );
    }

    private static PricedSize SizeOf(FieldType definition, FieldCost cost, GraphQLField field, Sized? sized) =>
        !FieldCost.IsListOfObjects(definition) ? PricedSize.One
        : sized is not null && sized.Fields.Contains(definition.Name, StringComparer.Ordinal) ? sized.Size
        : cost.List is { } own ? SizeOf(definition, own, field)
        : new PricedSize(FieldCost.DefaultListSize, null, []);

    private static PricedSize SizeOf(FieldType definition, ListSize list, GraphQLField field)
    {
        long? given = null;
        var variables = new List<string>();
        foreach (var argument in field.Arguments?.Items ?? [])
        {
            if (!list.SlicingArguments.Contains(argument.Name.StringValue, StringComparer.Ordinal))
            {
                continue;
            }

            if (argument.Value is GraphQLVariable variable)
            {
                variables.Add(variable.Name.StringValue);
            }
            else if (NumberOf(argument.Value, definition.Arguments?.Find(argument.Name.Value)?.ResolvedType) is { } number)
            {
                given = Math.Max(given ?? 0, number);
            }
        }

        return new PricedSize(list.Assumed, given, variables);
    }

    private static long? NumberOf(GraphQLValue value, IGraphType? type) =>
        value switch
        {
            GraphQLNullValue => null,
            GraphQLListValue items => items.Values?.Count ?? 0,
            // A single item stands for a list of one; an id may be a number, and one beyond any Int.
            _ when (type is NonNullGraphType required ? required.ResolvedType : type) is ListGraphType => 1,
            GraphQLIntValue number => long.Parse(number.Value.Span, CultureInfo.InvariantCulture),
            _ => 1,
        };

    private static IEnumerable<PricedArgument> Arguments(FieldType definition, GraphQLField field)
    {
        foreach (var argument in field.Arguments?.Items ?? [])
        {
            if (definition.Arguments?.Find(argument.Name.Value) is { } declared && FieldCost.Of(declared) is > 0 and var weight)
            {
                if (argument.Value is not GraphQLNullValue)
                {
                    yield return new PricedArgument(weight, (argument.Value as GraphQLVariable)?.Name.StringValue);
                }
            }
        }
    }

    private void Collect(
        GraphQLSelectionSet selections,
        IReadOnlyList<Condition> around,
        IObjectGraphType type,
        Dictionary<string, List<(GraphQLField Field, IReadOnlyList<Condition> When)>> collected
    )
    {
        foreach (var selection in selections.Selections)
        {
            if (When(selection as IHasDirectivesNode, around) is not { } when)
            {
                continue;
            }

            switch (selection)
            {
                case GraphQLField field:
                    var key = (field.Alias?.Name ?? field.Name).StringValue;
                    if (!collected.TryGetValue(key, out var places))
                    {
                        collected[key] = places = [];
                    }

                    places.Add((field, when));
                    break;
                case GraphQLInlineFragment inline when Applies(inline.TypeCondition, type):
                    Collect(inline.SelectionSet, when, type, collected);
                    break;
                case GraphQLFragmentSpread spread
                    when document.Fragment(spread.FragmentName.Name) is { } fragment && Applies(fragment.TypeCondition, type):
                    Collect(fragment.SelectionSet, when, type, collected);
                    break;
            }
        }
    }

    /// <summary>The conditions under which a selection is there; null: it never is.</summary>
    private static IReadOnlyList<Condition>? When(IHasDirectivesNode? selection, IReadOnlyList<Condition> around)
    {
        var when = around;
        foreach (var directive in selection?.Directives?.Items ?? [])
        {
            var isInclude = directive.Name.StringValue == "include";
            if (!isInclude && directive.Name.StringValue != "skip")
            {
                continue;
            }

            switch (directive.Arguments!.Items[0].Value) // found valid before: there is one
            {
                case GraphQLVariable variable:
                    when = [.. when, new Condition(variable.Name.StringValue, isInclude)];
                    break;
                case GraphQLBooleanValue literal when literal.Value == "true" != isInclude:
                    return null;
            }
        }

        return when;
    }

    private bool Applies(GraphQLTypeCondition? condition, IObjectGraphType type) =>
        condition is null
        || condition.Type.Name.Value == type.Name
        || (
            schema.AllTypes[condition.Type.Name.Value] is IAbstractGraphType open
            && open.PossibleTypes.Any(possible => string.Equals(possible.Name, type.Name, StringComparison.Ordinal))
        );

    /// <summary>Lists whose length an argument of the field above says.</summary>
    private sealed record Sized(IReadOnlyList<string> Fields, PricedSize Size);
}
