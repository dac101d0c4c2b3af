using GraphQL;
using GraphQL.Execution;
using GraphQLParser.AST;

namespace Lintel.Schema.Shared.Reading;

/// <summary>One field asked for under one response key, with every selection set that was asked under it.</summary>
internal sealed record SelectedField(string ResponseKey, GraphQLField Field, List<GraphQLSelectionSet> Selections)
{
    public string Name => Field.Name.StringValue;
}

/// <summary>
/// Reads selection sets as the specification collects fields: fragments, type conditions, <c>@skip</c>/<c>@include</c>,
/// and fields of one response key merged in the order they first appear.
/// </summary>
internal sealed class SelectionReader(IResolveFieldContext context)
{
    public List<SelectedField> Fields(IEnumerable<GraphQLSelectionSet> selections, params string[] typeNames)
    {
        var fields = new List<SelectedField>();
        foreach (var selection in selections)
        {
            Collect(selection, typeNames, fields);
        }

        return fields;
    }

    /// <summary>The arguments of a field, coerced by the engine during validation.</summary>
    public object? Argument(GraphQLField field, string name) =>
        context.ExecutionContext.ArgumentValues is { } all
        && all.TryGetValue(field, out var arguments)
        && arguments.TryGetValue(name, out var argument)
            ? argument.Value
            : null;

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
                    AddField(field, fields);
                    break;
                case GraphQLInlineFragment inline when Matches(inline.TypeCondition, typeNames):
                    Collect(inline.SelectionSet, typeNames, fields);
                    break;
                case GraphQLFragmentSpread spread
                    when context.Document.Fragment(spread.FragmentName.Name) is { } fragment && Matches(fragment.TypeCondition, typeNames):
                    Collect(fragment.SelectionSet, typeNames, fields);
                    break;
            }
        }
    }

    private static void AddField(GraphQLField field, List<SelectedField> fields)
    {
        var key = (field.Alias?.Name ?? field.Name).StringValue;
        var known = fields.Find(one => string.Equals(one.ResponseKey, key, StringComparison.Ordinal));
        if (known is null)
        {
            known = new SelectedField(key, field, []);
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
        var directives = ExecutionHelper.GetDirectives(node, context.Variables, context.Schema, context.Document);
        return directives is null
            || (
                !(directives.TryGetValue("skip", out var skip) && skip.GetArgument<bool>("if"))
                && (!directives.TryGetValue("include", out var include) || include.GetArgument<bool>("if"))
            );
    }
}
