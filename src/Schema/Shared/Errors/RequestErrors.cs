using GraphQL;
using GraphQL.Validation;
using GraphQLParser.AST;
using Lintel.Domain;
using Lintel.Domain.Organisation;

namespace Lintel.Schema.Shared.Errors;

/// <summary>The codes of top-level errors (<c>errors[].extensions.code</c>); stable, never reused.</summary>
public static class ErrorCodes
{
    /// <summary>The viewer's role has no grant for something the operation asks. Nothing ran.</summary>
    public const string Forbidden = "FORBIDDEN";

    /// <summary>The operation needs an authenticated viewer. Nothing ran.</summary>
    public const string Unauthenticated = "UNAUTHENTICATED";

    /// <summary>The cursor was altered, belongs to another order, or to a viewer with other access.</summary>
    public const string CursorMismatch = "CURSOR_MISMATCH";

    /// <summary>An argument is out of its documented limits.</summary>
    public const string BadArgument = "BAD_ARGUMENT";

    /// <summary>The same idempotency key was used with another input.</summary>
    public const string IdempotencyKeyReused = "IDEMPOTENCY_KEY_REUSED";

    /// <summary>No mutation may be sent by HTTP GET.</summary>
    public const string QueryOnly = "QUERY_ONLY";

    /// <summary>The documentId is none that the caller may send.</summary>
    public const string DocumentNotFound = "DOCUMENT_NOT_FOUND";

    /// <summary>The caller may send trusted documents only, by their ids. Nothing ran.</summary>
    public const string DocumentNotTrusted = "DOCUMENT_NOT_TRUSTED";

    /// <summary>The hash of an automatic persisted query is not known: send it again with the query.</summary>
    public const string PersistedQueryNotFound = "PERSISTED_QUERY_NOT_FOUND";

    /// <summary>The query is not the one whose hash came with it.</summary>
    public const string PersistedQueryHashMismatch = "PERSISTED_QUERY_HASH_MISMATCH";

    /// <summary>The extension persistedQuery has no version 1 with a sha256Hash.</summary>
    public const string PersistedQueryNotSupported = "PERSISTED_QUERY_NOT_SUPPORTED";

    /// <summary>The operation took longer than it may and was stopped.</summary>
    public const string ExecutionTimedOut = "EXECUTION_TIMED_OUT";

    /// <summary>The price of the operation is above what one operation may cost. Nothing ran.</summary>
    public const string OperationTooCostly = "OPERATION_TOO_COSTLY";

    /// <summary>The viewer's budget has not got the price of the operation. Nothing ran; <c>extensions.retryAfter</c> says in how many seconds it has.</summary>
    public const string BudgetExhausted = "BUDGET_EXHAUSTED";

    /// <summary>Something broke on our side; the error carries a trace id.</summary>
    public const string Internal = "INTERNAL";
}

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
