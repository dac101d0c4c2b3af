using GraphQLParser.AST;

namespace Lintel.Schema.Views;

/// <summary>
/// A document with the operation that runs and nothing that only others use: what another operation of the document names is
/// no matter of this request. A fragment that nobody uses stays, so that it is found to be unused.
/// </summary>
internal static class OneOperation
{
    public static GraphQLDocument Of(GraphQLDocument document, string? operationName)
    {
        var operations = document.Definitions.OfType<GraphQLOperationDefinition>().ToList();
        var chosen = operations.FindAll(operation => operation.Name is { } name && name.Value == operationName);
        if (operations.Count < 2 || chosen.Count != 1 || operations.Exists(operation => operation.Name is null))
        {
            return document;
        }

        var fragments = document
            .Definitions.OfType<GraphQLFragmentDefinition>()
            .DistinctBy(fragment => fragment.FragmentName.Name.StringValue, StringComparer.Ordinal)
            .ToDictionary(fragment => fragment.FragmentName.Name.StringValue, StringComparer.Ordinal);
        var used = Reached(chosen, fragments);
        var unneeded = Reached(operations.Except(chosen), fragments);
        unneeded.ExceptWith(used);
        return new GraphQLDocument([
            .. document.Definitions.Where(definition =>
                definition switch
                {
                    GraphQLOperationDefinition operation => operation == chosen[0],
                    GraphQLFragmentDefinition fragment => !unneeded.Contains(fragment.FragmentName.Name.StringValue),
                    _ => true,
                }
            ),
        ])
        {
            Source = document.Source,
        };
    }

    private static HashSet<string> Reached(
        IEnumerable<GraphQLOperationDefinition> operations,
        Dictionary<string, GraphQLFragmentDefinition> fragments
    )
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<GraphQLSelectionSet>(operations.Select(operation => operation.SelectionSet));
        while (waiting.TryPop(out var selections))
        {
            foreach (var selection in selections.Selections)
            {
                if (selection is GraphQLFragmentSpread spread)
                {
                    var name = spread.FragmentName.Name.StringValue;
                    if (reached.Add(name) && fragments.TryGetValue(name, out var fragment))
                    {
                        waiting.Push(fragment.SelectionSet);
                    }
                }
                else if (selection is IHasSelectionSetNode { SelectionSet: { } inner })
                {
                    waiting.Push(inner);
                }
            }
        }

        return reached;
    }
}
