using System.CommandLine;
using Lintel.Client;
using Lintel.Integrator;
using Lintel.Integrator.Graph;
using Microsoft.Extensions.DependencyInjection;

var url = new Option<string>("--url") { Description = "The address of the graph.", DefaultValueFactory = _ => "http://127.0.0.1:5080/graphql" };
var token = new Option<string?>("--token") { Description = "The bearer token of an integrator. Default: the variable LINTEL_TOKEN." };
var file = new Option<string>("--database") { Description = "The mirror's file. Default: deals.db.", DefaultValueFactory = _ => "deals.db" };
var command = new RootCommand("Mirrors the deals one may see into a database of its own, and keeps it so.") { url, token, file };
command.SetAction(
    async (line, cancellationToken) =>
    {
        var services = new ServiceCollection();
        services
            .AddMirrorClient()
            .ConfigureHttpClient(http => http.BaseAddress = new Uri(line.GetRequiredValue(url)))
            .UseResilience()
            .UseToken(line.GetValue(token) ?? Environment.GetEnvironmentVariable("LINTEL_TOKEN") ?? "");
        await using var provider = services.BuildServiceProvider();
        using var mirror = DealMirror.Open(line.GetRequiredValue(file));
        try
        {
            await new DealFollower(provider.GetRequiredService<IMirrorClient>(), mirror).RunAsync(cancellationToken);
            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Out.WriteLineAsync($"{mirror.Deals().Count} deals, up to {mirror.Position}");
            return 0;
        }
        catch (GraphQLClientException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
    }
);
return await command.Parse(args).InvokeAsync();
