using System.CommandLine;
using Lintel.PartnerConsole;
using Lintel.PartnerConsole.Graph;
using Microsoft.Extensions.DependencyInjection;

var url = new Option<string>("--url") { Description = "The address of the graph.", DefaultValueFactory = _ => "http://127.0.0.1:5080/graphql" };
var token = new Option<string?>("--token") { Description = "The bearer token of an agent. Default: the variable LINTEL_TOKEN." };
var command = new RootCommand("Reads listings, moves a deal and hears of it, as a partner's program would.") { url, token };
command.SetAction(
    async (line, cancellationToken) =>
    {
        var bearer = line.GetValue(token) ?? Environment.GetEnvironmentVariable("LINTEL_TOKEN") ?? "";
        if (bearer.Length == 0)
        {
            await Console.Error.WriteLineAsync("Give a token: --token, or the variable LINTEL_TOKEN.");
            return 1;
        }

        var services = new ServiceCollection();
        services
            .AddPartnerClient()
            .ConfigureHttpClient(http => http.BaseAddress = new Uri(line.GetRequiredValue(url)), http => http.AddStandardResilienceHandler())
            .UseToken(bearer);
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<IPartnerClient>();
        return await new Walkthrough(client, TimeProvider.System, Console.Out).RunAsync(cancellationToken);
    }
);
return await command.Parse(args).InvokeAsync();
