using System.CommandLine;
using Lintel.Server.Hosting;
using Lintel.Server.Identity;

namespace Lintel.Server.Commands;

/// <summary><c>serve</c>: prepare the database where allowed, answer, print where. Also what happens without a verb.</summary>
internal static class ServeCommand
{
    private const string DefaultAddress = "http://127.0.0.1:5080";

    public static void AddTo(RootCommand lintel)
    {
        var serve = new Command("serve", "Serve the graph (the default).");
        foreach (var command in (Command[])[lintel, serve])
        {
            var urls = new Option<string?>("--urls") { Description = $"Addresses to listen on, separated by ';'. Default: {DefaultAddress}" };
            command.Options.Add(urls);
            command.SetAction((line, stop) => ServeAsync(line.GetValue(urls), stop));
        }

        lintel.Subcommands.Insert(0, serve);
    }

    private static async Task<int> ServeAsync(string? urls, CancellationToken stop)
    {
        await using var app = LintelHost.CreateServer(builder => Prepare(builder, urls));
        await app.Services.GetRequiredService<DatabasePreparation>().BeforeServingAsync(Console.WriteLine, stop);
        await app.Services.GetRequiredService<PolicyNotice>().WriteAsync(stop);

        await StartAsync(app, stop);
        new Welcome(app.Services.GetRequiredService<DevelopmentTokens>(), Console.Out).Print(app.Urls);
        await app.WaitForShutdownAsync(stop);
        return 0;
    }

    private static void Prepare(WebApplicationBuilder builder, string? urls)
    {
        var configured = builder.Configuration[WebHostDefaults.ServerUrlsKey];
        builder.WebHost.UseUrls(urls ?? configured ?? DefaultAddress);
        // The process is the server's.
        builder.Services.AddHostedService<NativeHeapSchedule>();
    }

    private static async Task StartAsync(WebApplication app, CancellationToken stop)
    {
        try
        {
            await app.StartAsync(stop);
        }
        catch (IOException taken)
        {
            throw new ConfigurationFault($"{taken.Message} Choose another address with --urls.", taken);
        }
    }
}
