using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQL.Validation.Errors;
using GraphQL.Validation.Rules;
using GraphQLParser.AST;

namespace Lintel.Client.Generator.Reading;

/// <summary>Holds operations against the schema with the validator the server uses.</summary>
internal static class OperationValidator
{
    public static async Task<IReadOnlyList<Diagnostic>> ProblemsAsync(OperationSet operations, ISchema schema, CancellationToken cancellationToken)
    {
        var unnamed = operations
            .Document.Definitions.OfType<GraphQLOperationDefinition>()
            .Where(operation => operation.Name is null)
            .Select(operation =>
                operations.At(DiagnosticIds.UnnamedOperation, "An operation needs a name: it becomes the method of the client.", operation)
            )
            .ToList();
        var first = operations.Document.Definitions.OfType<GraphQLOperationDefinition>().FirstOrDefault();
        if (unnamed.Count > 0 || first is null)
        {
            return unnamed;
        }

        var result = await new DocumentValidator().ValidateAsync(
            new ValidationOptions
            {
                Schema = schema,
                Document = operations.Document,
                Operation = first,
                Variables = Inputs.Empty,
                // A fragment kept for other documents is no mistake of this one.
                Rules = DocumentValidator.CoreRules.Where(rule => rule is not NoUnusedFragments),
                CancellationToken = cancellationToken,
            }
        );
        var introspection = operations.Document.Definitions.OfType<IHasSelectionSetNode>().SelectMany(Introspection);
        return
        [
            .. introspection.Select(field =>
                operations.At(
                    DiagnosticIds.Introspection,
                    "The schema is not asked for by operations of a client. 'lintel-sdk update' fetches it.",
                    field
                )
            ),
            .. result
                // Variables have no values yet.
                .Errors.Where(error => error is not InvalidVariableError)
                .Select(error => Locate(operations, error))
                .OrderBy(problem => problem.File, StringComparer.Ordinal)
                .ThenBy(problem => problem.Line)
                .ThenBy(problem => problem.Column)
                .ThenBy(problem => problem.Message, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<GraphQLField> Introspection(IHasSelectionSetNode node) =>
        (node.SelectionSet?.Selections ?? [])
            .OfType<IHasSelectionSetNode>()
            .SelectMany(selection =>
                selection is GraphQLField field && (field.Name.Value == "__schema" || field.Name.Value == "__type")
                    ? [field]
                    : Introspection(selection)
            );

    private static Diagnostic Locate(OperationSet operations, ExecutionError error)
    {
        var place = error.Locations?.FirstOrDefault() ?? new GraphQLParser.Location(1, 1);
        var number = (error as ValidationError)?.Number;
        var message = Nearest(operations, error) is { } meant ? error.Message + meant : error.Message + Hints.Of(error.Message, number);
        return operations.Source.At(DiagnosticIds.Operation, number is null ? message : $"{message} (GraphQL {number})", place.Line, place.Column);
    }

    /// <summary>The engine suggests fields, arguments and types, but no fragments and variables.</summary>
    private static string? Nearest(OperationSet operations, ExecutionError error) =>
        error is KnownFragmentNamesError && error.Message.Split('\'') is [_, var name, ..]
            ? Hints.Nearest(name, operations.Fragments.Select(fragment => fragment.FragmentName.Name.StringValue)) is { Length: > 0 } hint
                ? hint
                : null
            : null;
}
