using GraphQL.Types;
using Lintel.Data;
using Lintel.Data.Deals;
using Lintel.Schema;
using Lintel.Server.Identity;
using Lintel.Server.Observability;
using Lintel.Server.Pages;
using Lintel.Server.Pages.Reference;
using Lintel.Server.Transport;
using Lintel.Server.Transport.Http;
using Lintel.Server.Uploads;
using Lintel.Server.Webhooks;
using Microsoft.Extensions.Options;

namespace Lintel.Server.Hosting;

/// <summary>Puts the server together: settings, parts, and the order in which a request meets them.</summary>
internal static class LintelHost
{
    /// <summary>The parts without a server, for a verb that needs some of them.</summary>
    public static WebApplication Create(
        Action<WebApplicationBuilder>? configure = null,
        Action<IServiceCollection>? replace = null,
        string? environment = null
    )
    {
        // Slim: nothing of IIS, of HTTP/3 or of static web assets is loaded, which a server like this one never uses.
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions
            {
                EnvironmentName = environment ?? EnvironmentName(),
                // Settings and GraphiQL lie beside the program; the working directory belongs to whoever starts it.
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        builder.WebHost.UseKestrelHttpsConfiguration();
        // Standard output belongs to what a verb prints.
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        configure?.Invoke(builder);

        var folder = StateFolder.From(builder.Configuration);
        builder.Services.AddSingleton(folder);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddLintelOptions<StartOptions>(StartOptions.Section);
        builder.Services.AddLintelData(
            DatabaseSettings.Read(builder.Configuration, folder),
            ProtectionSettings.Read(builder.Configuration, folder, builder.Environment.IsDevelopment())
        );
        builder.Services.AddLintelOptions<RetentionOptions>(RetentionOptions.Section);
        builder.Services.AddSingleton(services => services.GetRequiredService<IOptions<RetentionOptions>>().Value);
        builder.Services.AddHostedService<RetentionSchedule>();
        builder.Services.AddLintelOptions<DeadlineOptions>(DeadlineOptions.Section);
        builder.Services.AddSingleton(services => services.GetRequiredService<IOptions<DeadlineOptions>>().Value);
        builder.Services.AddHostedService<DeadlineSchedule>();
        builder.Services.AddLintelOptions<CursorOptions>(CursorOptions.Section);
        builder.Services.AddSingleton(services => services.GetRequiredService<IOptions<CursorOptions>>().Value.Cipher(folder));
        builder.Services.AddLintelOptions<DocumentLimits>(DocumentLimits.Section);
        builder.Services.AddSingleton(services => services.GetRequiredService<IOptions<DocumentLimits>>().Value);
        builder.Services.AddLintelOptions<CostLimits>(CostLimits.Section);
        builder.Services.AddSingleton(services => services.GetRequiredService<IOptions<CostLimits>>().Value);
        builder.Services.AddLintelOptions<DocumentTrust>(DocumentTrust.Section);
        builder.Services.AddSingleton(services => services.GetRequiredService<IOptions<DocumentTrust>>().Value);
        builder.Services.AddLintelOptions<ReferenceOptions>(ReferenceOptions.Section);
        builder.Services.AddLintelSchema();
        builder.Services.AddLintelIdentity();
        builder.Services.AddLintelTransport();
        builder.Services.AddLintelUploads();
        builder.Services.AddWebhooks();
        builder.Services.AddLintelHealth();
        builder.Services.AddReference();
        builder.Services.AddSingleton<DatabasePreparation>();
        builder.Services.AddSingleton<PolicyNotice>();
        builder.Services.AddSingleton<LocalOperator>();
        replace?.Invoke(builder.Services);

        return builder.Build();
    }

    /// <summary>The server, not yet started. Throws <see cref="ConfigurationFault"/> where the settings do not make one.</summary>
    public static WebApplication CreateServer(
        Action<WebApplicationBuilder>? configure = null,
        Action<IServiceCollection>? replace = null,
        string? environment = null
    )
    {
        var app = Create(
            builder =>
            {
                configure?.Invoke(builder);
                builder.AddLintelTelemetry();
            },
            replace,
            environment
        );
        SettingsCheck.Run(app.Services);
        // Only now is it known that there is a number.
        app.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout = TimeSpan.FromSeconds(
            app.Services.GetRequiredService<IOptions<TransportLimits>>().Value.DrainSeconds
        );
        // A graph with an undeclared field must not wait for the first caller to find out.
        app.Services.GetRequiredService<ISchema>().Initialize();

        app.UseSecurityHeaders();
        app.UseHsts();
        app.UseExceptionHandler(failed => failed.UseSecurityHeaders().Run(app.Services.GetRequiredService<GraphQLEndpoint>().HandleFailureAsync));
        app.UseResponseCompression();
        app.UseGraphiQLBundle();
        app.UseRouting();
        app.UseCors();
        app.UseWebSockets();
        app.MapGraphQL();
        app.MapUploads();
        app.MapPersonas();
        app.MapReference();
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
