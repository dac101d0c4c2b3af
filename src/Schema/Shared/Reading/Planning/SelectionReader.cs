using GraphQL.Types;
using GraphQLParser.AST;
using Lintel.Schema.Shared.Costing;

namespace Lintel.Schema.Shared.Reading;

/// <summary>One field asked for under one response key, with every selection set that was asked under it.</summary>
/// <param name="ResponseKey">Its alias, or else its name.</param>
/// <param name="TypeName">The type it is a field of.</param>
/// <param name="Field">The first of the fields under that key; all have the same arguments.</param>
/// <param name="Selections">What is asked of it.</param>
internal sealed record SelectedField(string ResponseKey, string TypeName, GraphQLField Field, List<GraphQLSelectionSet> Selections)
{
    public string Name => Field.Name.StringValue;
}

/// <summary>
/// Reads selection sets as the specification collects fields: fragments, type conditions, <c>@skip</c>/<c>@include</c>,
/// and fields of one response key merged in the order they first appear.
/// </summary>
internal sealed class SelectionReader(GraphQLDocument document, ISchema schema, PlanDialogue dialogue)
{
    private readonly InputReader _inputs = new(dialogue);

    /// <param name="selections">What is asked, in all places.</param>
    /// <param name="typeNames">The object type they are asked of, then its interfaces.</param>
    public List<SelectedField> Fields(IEnumerable<GraphQLSelectionSet> selections, params string[] typeNames)
    {
        var fields = new List<SelectedField>();
        foreach (var selection in selections)
        {
            Collect(selection, typeNames, fields);
        }

        return fields;
    }

    /// <summary>An argument of a field, its default when it is absent; what stands in variables is left open.</summary>
    public object? Argument(SelectedField field, string name) =>
        DefinitionOf(field)?.Arguments?.Find(name) is { } declared ? _inputs.Argument(declared, field.Field) : null;

    /// <summary>What a field costs once, where its object is in the answer: the items of a list of objects cost <see cref="ItemCostOf"/>.</summary>
    public long CostOf(SelectedField field) =>
        DefinitionOf(field) is { } definition
            ? ArgumentCostOf(field) + (FieldCost.IsListOfObjects(definition) ? 0 : FieldCost.Of(definition).Weight)
            : 0;

    /// <summary>What each item of a list of objects costs, without what is selected of it.</summary>
    public long ItemCostOf(SelectedField field) => DefinitionOf(field) is { } definition ? FieldCost.Of(definition).Weight : 0;

    /// <summary>What the arguments of a field cost that are given.</summary>
    public long ArgumentCostOf(SelectedField field)
    {
        var cost = 0L;
        foreach (var declared in DefinitionOf(field)?.Arguments ?? [])
        {
            if (FieldCost.Of(declared) is > 0 and var weight && PricedField.IsGiven(_inputs.Argument(declared, field.Field)))
            {
                cost += weight;
            }
        }

        return cost;
    }

    private FieldType? DefinitionOf(SelectedField field) => (schema.AllTypes[field.TypeName] as IComplexGraphType)?.GetField(field.Field.Name.Value);

    private void Collect(GraphQLSelectionSet selections, string[] typeNames, List<SelectedField> fields)
    {
        foreach (var selection in selections.Selections)
        {
            if (selection is IHasDirectivesNode { Directives.Count: > 0 } conditional && !IsIncluded(conditional))
            {
                continue;
            }

            switch (selection)
            {
                case GraphQLField field:
                    AddField(field, typeNames[0], fields);
                    break;
                case GraphQLInlineFragment inline when Matches(inline.TypeCondition, typeNames):
                    Collect(inline.SelectionSet, typeNames, fields);
                    break;
                case GraphQLFragmentSpread spread
                    when document.Fragment(spread.FragmentName.Name) is { } fragment && Matches(fragment.TypeCondition, typeNames):
                    Collect(fragment.SelectionSet, typeNames, fields);
                    break;
            }
        }
    }

    private static void AddField(GraphQLField field, string typeName, List<SelectedField> fields)
    {
        var key = (field.Alias?.Name ?? field.Name).StringValue;
        var known = fields.Find(one => string.Equals(one.ResponseKey, key, StringComparison.Ordinal));
        if (known is null)
        {
            known = new SelectedField(key, typeName, field, []);
            fields.Add(known);
        }

        if (field.SelectionSet is { } selections)
        {
            known.Selections.Add(selections);
        }
    }

    private static bool Matches(GraphQLTypeCondition? condition, string[] typeNames) =>
        condition is null || typeNames.Contains(condition.Type.Name.StringValue, StringComparer.Ordinal);

    private bool IsIncluded(IHasDirectivesNode node)
    {
        foreach (var directive in node.Directives!.Items) // asked for above
        {
            var isSkip = directive.Name.StringValue is "skip";
            if ((isSkip || directive.Name.StringValue is "include") && Condition(directive) == isSkip)
            {
                return false;
            }
        }

        return true;
    }

    private bool Condition(GraphQLDirective directive) =>
        directive.Arguments!.Items[0].Value switch // found valid before: there is one, and it is a truth
        {
            GraphQLVariable variable => dialogue.Value(dialogue.Variable(variable.Name.StringValue)) is true,
            GraphQLBooleanValue literal => literal.Value == "true",
            _ => false,
        };
}
