namespace Lintel.Server.Transport.Http;

/// <summary>What every answer tells a browser, whoever wrote it. A page adds its own policy of content.</summary>
internal static class SecurityHeaders
{
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            static (context, next) =>
            {
                Write(context.Response.Headers);
                return next(context);
            }
        );

    /// <summary>Again where an answer was begun anew.</summary>
    public static void Write(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        // Pages of other sites get at an answer by CORS or not at all.
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
