namespace Lintel.Server.Transport.Http;

/// <summary>
/// Keeps pages of other sites from running operations through a visitor's browser. A POST has to be application/json, which a
/// browser never sends to another site without asking first (CORS preflight). A GET is asked about by no browser, so one that a
/// browser marks as coming from another site needs a header that does force the question.
/// </summary>
internal static class CrossSiteRule
{
    public const string PreflightHeader = "GraphQL-Require-Preflight";

    public static RequestFault? Judge(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && request.Headers["Sec-Fetch-Site"] is ["cross-site" or "same-site"]
        && !request.Headers.ContainsKey(PreflightHeader)
            ? new RequestFault(
                StatusCodes.Status403Forbidden,
                TransportCodes.CrossSite,
                $"A GET from another site needs the header {PreflightHeader}: 1."
            )
            : null;
}
