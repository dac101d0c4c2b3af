using Microsoft.Extensions.FileProviders;

namespace Lintel.Server.Pages;

/// <summary>Where the build put GraphiQL, if it was made on a machine with Node.</summary>
internal static class GraphiQLBundle
{
    public const string Path = "/graphiql";

    private static readonly string Folder = System.IO.Path.Combine(AppContext.BaseDirectory, "graphiql");

    public static string Page { get; } = System.IO.Path.Combine(Folder, "index.html");

    public static bool Exists => File.Exists(Page);

    public static IApplicationBuilder UseGraphiQLBundle(this IApplicationBuilder app) =>
        Exists ? app.UseStaticFiles(new StaticFileOptions { RequestPath = Path, FileProvider = new PhysicalFileProvider(Folder) }) : app;
}
