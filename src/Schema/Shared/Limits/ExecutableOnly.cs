using GraphQL;
using GraphQL.Execution;
using GraphQLParser;
using GraphQLParser.AST;
using Lintel.Schema.Shared.Errors;

namespace Lintel.Schema.Shared.Limits;

/// <summary>
/// What the parser takes and no request may have: definitions of a schema, which the engine would leave aside, and variables in the directives of
/// variables, whose values are constants.
/// </summary>
internal static class ExecutableOnly
{
    public static ExecutionError? Judge(GraphQLDocument document)
    {
        foreach (var definition in document.Definitions)
        {
            if (definition is not (GraphQLOperationDefinition or GraphQLFragmentDefinition))
            {
                return new NotExecutableError(LocationOf(document, definition));
            }

            foreach (var variable in (definition as GraphQLOperationDefinition)?.Variables?.Items ?? [])
            {
                var values = (variable.Directives?.Items ?? [])
                    .SelectMany(directive => directive.Arguments?.Items ?? [])
                    .Select(argument => argument.Value);
                if (values.Select(FirstVariable).FirstOrDefault(found => found is not null) is { } inConstant)
                {
                    return new NoDocumentError(
                        $"Unexpected variable ${inConstant.Name.StringValue} in a constant value.",
                        LocationOf(document, inConstant)
                    );
                }
            }
        }

        return null;
    }

    private static GraphQLVariable? FirstVariable(GraphQLValue value) =>
        value switch
        {
            GraphQLVariable variable => variable,
            GraphQLListValue list => (list.Values ?? []).Select(FirstVariable).FirstOrDefault(found => found is not null),
            GraphQLObjectValue fields => (fields.Fields ?? []).Select(field => FirstVariable(field.Value)).FirstOrDefault(found => found is not null),
            _ => null,
        };

    private static Location LocationOf(GraphQLDocument document, ASTNode node) => Location.FromLinearPosition(document.Source, node.Location.Start);

    private sealed class NotExecutableError : RequestError
    {
        public NotExecutableError(Location location)
            : base("A request has operations and fragments only.")
        {
            Code = ErrorCodes.ExecutableDefinitions;
            AddLocation(location);
        }
    }
}
