using Microsoft.Extensions.Options;

namespace Lintel.Server.Pages.Reference;

/// <summary><c>/reference</c>: the graph for people to read. <c>/reference/Listing#listPrice</c> is a field.</summary>
internal static class ReferenceRoute
{
    public const string Path = "/reference";

    // No type can be named so.
    private const string Assets = $"{Path}/-";
    public const string Style = $"{Assets}/reference.css";
    public const string Script = $"{Assets}/reference.js";
    private const string Entries = $"{Assets}/entries.json";

    private const string ContentPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'";

    public static IServiceCollection AddReference(this IServiceCollection services) => services.AddSingleton<ReferencePages>();

    public static IEndpointRouteBuilder MapReference(this IEndpointRouteBuilder routes)
    {
        var options = routes.ServiceProvider.GetRequiredService<IOptions<ReferenceOptions>>().Value;
        if (!(options.Served ?? routes.ServiceProvider.GetRequiredService<IHostEnvironment>().IsDevelopment()))
            return routes;

        routes.MapGet(Path, (HttpContext context, ReferencePages pages) => Answer(context, pages.Index, "text/html"));
        routes.MapGet($"{Path}/{{type}}", (HttpContext context, ReferencePages pages, string type) => Answer(context, pages.Type(type), "text/html"));
        routes.MapGet(Entries, (HttpContext context, ReferencePages pages) => Answer(context, pages.Entries, "application/json"));
        routes.MapGet(Style, (HttpContext context) => Answer(context, Asset("reference.css"), "text/css"));
        routes.MapGet(Script, (HttpContext context) => Answer(context, Asset("reference.js"), "text/javascript"));
        return routes;
    }

    private static IResult Answer(HttpContext context, string? text, string type)
    {
        if (text is null)
            return Results.NotFound();

        context.Response.Headers.ContentSecurityPolicy = ContentPolicy;
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Text(text, type, System.Text.Encoding.UTF8);
    }

    private static string Asset(string name)
    {
        using var stream = typeof(ReferenceRoute).Assembly.GetManifestResourceStream(typeof(ReferenceRoute), name)!; // built in
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
