using System.Net;

namespace Lintel.Client.Transport;

/// <summary>What came back for a request: the JSON of an answer, or why there is none.</summary>
internal readonly record struct HttpAnswer(byte[]? Json, HttpStatusCode? Status, string? Failure, Exception? Cause)
{
    public static HttpAnswer Of(byte[] json, HttpStatusCode status) => new(json, status, Failure: null, Cause: null);

    public static HttpAnswer Failed(string failure, HttpStatusCode? status = null, Exception? cause = null) =>
        new(Json: null, status, failure, cause);
}
