namespace Lintel.Server.Pages;

/// <summary>What a browser sees at the address of the graph: GraphiQL, or how to get it.</summary>
internal static class GraphiQLPage
{
    // The editor sets styles inline and starts its language workers from files of its own; nothing comes from elsewhere.
    private const string ContentPolicy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; "
        + "worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string WithoutBundle = """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <title>Lintel</title>
        <style>body { font: 1rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem }</style>
        <h1>Lintel</h1>
        <p>This address answers GraphQL. It works: send a <code>POST</code> with <code>Content-Type: application/json</code>.</p>
        <p>GraphiQL, the page to try queries on, is not here because the server was built on a machine without Node.
        To get it, install Node 20 or later with npm and build again:</p>
        <pre>dotnet build src/Server</pre>
        </html>
        """;

    public static async Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-cache";
        response.Headers.Vary = "Accept";
        response.Headers.ContentSecurityPolicy = ContentPolicy;

        if (GraphiQLBundle.Exists)
            await response.SendFileAsync(GraphiQLBundle.Page, context.RequestAborted);
        else
            await response.WriteAsync(WithoutBundle, context.RequestAborted);
    }
}
