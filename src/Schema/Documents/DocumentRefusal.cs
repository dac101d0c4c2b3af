using GraphQL;
using Lintel.Schema.Shared.Errors;

namespace Lintel.Schema.Documents;

/// <summary>Why a request has no document that could run.</summary>
internal static class DocumentRefusal
{
    /// <summary>Clients of Apollo's protocol look for this text, and then send the document along.</summary>
    public static ExecutionError PersistedQueryNotFound => Of(ErrorCodes.PersistedQueryNotFound, "PersistedQueryNotFound");

    /// <summary>Clients of Apollo's protocol look for this text, and then do without it.</summary>
    public static ExecutionError PersistedQueryNotSupported => Of(ErrorCodes.PersistedQueryNotSupported, "PersistedQueryNotSupported");

    public static ExecutionError HashMismatch => Of(ErrorCodes.PersistedQueryHashMismatch, "The sha256Hash is not that of the query.");

    public static ExecutionError NotFound =>
        Of(
            ErrorCodes.DocumentNotFound,
            "There is no document of this documentId that you may send; it is sha256: and the SHA-256 of its text in hex."
        );

    public static ExecutionError NotTrusted =>
        Of(ErrorCodes.DocumentNotTrusted, "You may send trusted documents only, by their documentId: publish it with trustedDocumentsPublish.");

    private static ExecutionError Of(string code, string message) => new(message) { Code = code };
}
