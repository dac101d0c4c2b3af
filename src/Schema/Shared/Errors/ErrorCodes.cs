namespace Lintel.Schema.Shared.Errors;

/// <summary>The codes of top-level errors (<c>errors[].extensions.code</c>) that the graph gives.</summary>
public static class ErrorCodes
{
    [RequestCode("Without signing in the graph has only graphVersion. Nothing ran.", "Sign in: send a token, or an API key.", 401)]
    public const string Unauthenticated = "UNAUTHENTICATED";

    [RequestCode(
        "The graph you have has nothing of this name: it is hidden from your role or does not exist, and the two are not told apart (but for DIRECTOR and "
            + "PLATFORM_OPS, to whom a name that does not exist is the engine's error); or the API key has not got the scope in extensions.scope. Nothing ran.",
        "Look at schema, the graph as you have it; have a key made with the scope.",
        403
    )]
    public const string Forbidden = "FORBIDDEN";

    [RequestCode(
        "The graph has no operations of this kind. Only DIRECTOR and PLATFORM_OPS are told so; to others it is FORBIDDEN.",
        "Ask for a query, or as who may change or follow things.",
        400
    )]
    public const string NoSuchRoot = "NO_SUCH_ROOT";

    [RequestCode("The cursor was altered, or is of another list, order or viewer.", "Start again from the first page.", 200)]
    public const string CursorMismatch = "CURSOR_MISMATCH";

    [RequestCode("An argument is out of its documented limits.", "Keep to the limits in the argument's description.", 200)]
    public const string BadArgument = "BAD_ARGUMENT";

    [RequestCode(
        "Events behind the position you gave, or had come to, are not kept any more (Lintel:Retention:Events). extensions.oldest is the oldest position kept.",
        "Begin anew: ask with snapshot: true and without after.",
        200
    )]
    public const string PositionNotRetained = "POSITION_NOT_RETAINED";

    [RequestCode(
        "The position is above the last one of the log (extensions.last): it is of another brand's log, or the database was restored from a backup.",
        "Begin anew: ask with snapshot: true and without after.",
        200
    )]
    public const string PositionAhead = "POSITION_AHEAD";

    [RequestCode("GET takes no mutation.", "Send it by POST.", 405)]
    public const string QueryOnly = "QUERY_ONLY";

    [RequestCode("The documentId is none that your account may send.", "Publish the document for the account, or correct the id.", 400)]
    public const string DocumentNotFound = "DOCUMENT_NOT_FOUND";

    [RequestCode(
        "You may send trusted documents only, by their documentId. Nothing was read of what you sent.",
        "Publish the document with trustedDocumentsPublish and send its id.",
        403
    )]
    public const string DocumentNotTrusted = "DOCUMENT_NOT_TRUSTED";

    [RequestCode("The hash in extensions.persistedQuery is not known here.", "Send it again with the query.", 400)]
    public const string PersistedQueryNotFound = "PERSISTED_QUERY_NOT_FOUND";

    [RequestCode("The query is not the one of the hash that came with it.", "Send the SHA-256 of this query.", 400)]
    public const string PersistedQueryHashMismatch = "PERSISTED_QUERY_HASH_MISMATCH";

    [RequestCode("extensions.persistedQuery has no version 1 with a sha256Hash.", "Send the query without it.", 400)]
    public const string PersistedQueryNotSupported = "PERSISTED_QUERY_NOT_SUPPORTED";

    [RequestCode(
        "The operation took longer than Lintel:Transport:ExecutionSeconds and was stopped. extensions.committed false: nothing was written; true: a mutation "
            + "of it was committed.",
        "Ask for less at a time; where a mutation was committed, ask again with the same idempotencyKey for the answer.",
        504
    )]
    public const string ExecutionTimedOut = "EXECUTION_TIMED_OUT";

    [RequestCode(
        "Something broke on our side; the message has a trace id.",
        "Tell us the trace id. A query can be sent again; a stream goes on behind its last position.",
        500
    )]
    public const string Internal = "INTERNAL";

    [RequestCode("The document defines parts of a schema; a request has operations and fragments only.", "Send those alone.", 400)]
    public const string ExecutableDefinitions = "EXECUTABLE_DEFINITIONS";

    [RequestCode(
        "The price of the operation (extensions.cost.requested) is above Lintel:Cost:Operation. Nothing ran.",
        "Ask for smaller pages or fewer of them; docs/cost.md says how a price is made.",
        400
    )]
    public const string OperationTooCostly = "OPERATION_TOO_COSTLY";

    [RequestCode(
        "Your budget has not got the price of the operation. Nothing ran.",
        "Come again after Retry-After (extensions.retryAfter) seconds.",
        429
    )]
    public const string BudgetExhausted = "BUDGET_EXHAUSTED";
}
