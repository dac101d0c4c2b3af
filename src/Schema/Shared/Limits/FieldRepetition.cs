using GraphQLParser.AST;

namespace Lintel.Schema.Shared.Limits;

/// <summary>
/// How many pairs of fields with one name stand in one place, fragments opened and selections of such fields taken together. Validation compares
/// each of these pairs (the rule that fields can be merged), so a document of one repeated field costs the square of its length.
/// </summary>
internal sealed class FieldRepetition(GraphQLDocument document)
{
    private readonly Dictionary<string, GraphQLSelectionSet> _fragments = document
        .Definitions.OfType<GraphQLFragmentDefinition>()
        .DistinctBy(fragment => fragment.FragmentName.Name.StringValue, StringComparer.Ordinal)
        .ToDictionary(fragment => fragment.FragmentName.Name.StringValue, fragment => fragment.SelectionSet, StringComparer.Ordinal);

    /// <summary>The pairs, counted no further than to just above a limit. The selections have no cycle and a bounded number of fields.</summary>
    public long Of(GraphQLSelectionSet selections, long most) => Of([selections], most);

    private long Of(IReadOnlyList<GraphQLSelectionSet> together, long most)
    {
        var fields = new Dictionary<string, List<GraphQLField>>(StringComparer.Ordinal);
        foreach (var selections in together)
        {
            Collect(selections, fields);
        }

        var pairs = 0L;
        foreach (var named in fields.Values)
        {
            pairs += (long)named.Count * (named.Count - 1) / 2;
            if (pairs <= most && named.Select(field => field.SelectionSet).OfType<GraphQLSelectionSet>().ToList() is { Count: > 0 } inner)
            {
                pairs += Of(inner, most - pairs);
            }

            if (pairs > most)
            {
                break;
            }
        }

        return pairs;
    }

    private void Collect(GraphQLSelectionSet selections, Dictionary<string, List<GraphQLField>> fields)
    {
        foreach (var selection in selections.Selections)
        {
            switch (selection)
            {
                case GraphQLField field:
                    var name = (field.Alias?.Name ?? field.Name).StringValue;
                    if (!fields.TryGetValue(name, out var named))
                    {
                        fields[name] = named = [];
                    }

                    named.Add(field);
                    break;
                case GraphQLInlineFragment inline:
                    Collect(inline.SelectionSet, fields);
                    break;
                case GraphQLFragmentSpread spread when _fragments.TryGetValue(spread.FragmentName.Name.StringValue, out var fragment):
                    Collect(fragment, fields);
                    break;
            }
        }
    }
}
