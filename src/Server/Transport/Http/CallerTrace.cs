using System.Diagnostics;

namespace Lintel.Server.Transport.Http;

/// <summary>
/// The trace a request belongs to, by W3C Trace Context. It is read here, and the server's own activity of each request is switched off in the
/// settings, because one would be made for each request, also where nobody listens.
/// </summary>
internal static class CallerTrace
{
    /// <summary>Nothing where the caller names none, or none that can be read.</summary>
    public static ActivityContext Of(HttpRequest request) =>
        request.Headers.TraceParent is [{ } parent]
        && ActivityContext.TryParse(parent, request.Headers.TraceState.ToString(), isRemote: true, out var caller)
            ? caller
            : default;
}
