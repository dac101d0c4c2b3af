using GraphQL;
using GraphQL.Validation;
using GraphQLParser.AST;
using Lintel.Domain;
using Lintel.Domain.Organisation;

namespace Lintel.Schema.Shared.Errors;

/// <summary>A refusal because of who asks. Its text names no coordinate: the location shows which part of the caller's own document is meant.</summary>
internal sealed class AccessDeniedError : ValidationError
{
    public AccessDeniedError(GraphQLDocument document, ASTNode node, string coordinate, bool isAuthenticated)
        : base(
            document.Source,
            number: null!,
            isAuthenticated ? "Your role may not use this part of the graph." : "Sign in to use this part of the graph.",
            node
        ) => (Code, Coordinate) = (isAuthenticated ? ErrorCodes.Forbidden : ErrorCodes.Unauthenticated, coordinate);

    /// <summary>What was refused; for the audit log, not for the caller.</summary>
    public string Coordinate { get; }
}

/// <summary>The API key may not be used for this. Its holder is who it is, so it is told which scope is missing (<c>extensions.scope</c>).</summary>
internal sealed class ScopeMissingError : ExecutionError
{
    public ScopeMissingError(ApiKeyScopes scope)
        : base($"This API key has not got the scope {EnumNames.ToConstantCase(scope.ToString())}.")
    {
        Code = ErrorCodes.Forbidden;
        Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["scope"] = EnumNames.ToConstantCase(scope.ToString()) };
    }
}

/// <summary>This way in takes no mutation.</summary>
internal sealed class QueryOnlyError : ValidationError
{
    public QueryOnlyError(GraphQLDocument document, ASTNode operation)
        : base(document.Source, number: null!, "A mutation cannot be sent this way; use POST.", operation) => Code = ErrorCodes.QueryOnly;
}
