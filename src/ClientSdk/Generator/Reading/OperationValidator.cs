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
        return
        [
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

    private static Diagnostic Locate(OperationSet operations, ExecutionError error)
    {
        var place = error.Locations?.FirstOrDefault() ?? new GraphQLParser.Location(1, 1);
        var rule = error is ValidationError { Number: { } number } ? $" (GraphQL {number})" : "";
        return operations.Source.At(DiagnosticIds.Operation, error.Message + rule, place.Line, place.Column);
    }
}
