using Lintel.Data;
using Lintel.Schema;
using Lintel.Server.Identity;
using Lintel.Server.Observability;
using Lintel.Server.Pages;
using Lintel.Server.Transport;

namespace Lintel.Server.Hosting;

/// <summary>Puts the server together: settings, parts, and the order in which a request meets them.</summary>
internal static class LintelHost
{
    /// <summary>The parts without a server, for a verb that needs some of them.</summary>
    public static WebApplication Create(Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                EnvironmentName = EnvironmentName(),
                // Settings and GraphiQL lie beside the program; the working directory belongs to whoever starts it.
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        // Standard output belongs to what a verb prints.
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        adjust?.Invoke(builder);

        var folder = StateFolder.From(builder.Configuration);
        builder.Services.AddSingleton(folder);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddLintelOptions<StartOptions>(StartOptions.Section);
        builder.Services.AddLintelData(DatabaseSettings.Read(builder.Configuration, folder));
        builder.Services.AddLintelSchema();
        builder.Services.AddLintelIdentity();
        builder.Services.AddLintelTransport();
        builder.Services.AddLintelHealth();
        builder.Services.AddSingleton<DatabasePreparation>();
        builder.Services.AddSingleton<LocalOperator>();

        return builder.Build();
    }

    /// <summary>The server, not yet started. Throws <see cref="ConfigurationFault"/> where the settings do not make one.</summary>
    public static WebApplication CreateServer(Action<WebApplicationBuilder>? adjust = null)
    {
        var app = Create(adjust);
        SettingsCheck.Run(app.Services);
        app.UseResponseCompression();
        app.UseGraphiQLBundle();
        app.UseRouting();
        app.UseCors();
        app.UseAuthentication();
        app.UseWebSockets();
        app.MapGraphQL();
        app.MapPersonas();
        app.MapHealth();
        app.MapGet("/", () => Results.LocalRedirect(GraphQLRoute.Path));
        return app;
    }

    // The shell's word first; then what this build is for (Server.csproj), which for a release is nothing.
    private static string EnvironmentName() =>
        Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
        ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
        ?? AppContext.GetData("Lintel.DefaultEnvironment") as string
        ?? Environments.Production;
}
