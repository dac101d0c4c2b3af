using System.CommandLine;
using Lintel.PartnerConsole;
using Lintel.PartnerConsole.Graph;
using Microsoft.Extensions.DependencyInjection;

var url = new Option<Uri>("--url") { Description = "The address of the graph.", DefaultValueFactory = _ => new Uri("http://127.0.0.1:5080/graphql") };
var token = new Option<string?>("--token")
{
    Description = "The bearer token of an agent. Default: the variable LINTEL_TOKEN.",
    DefaultValueFactory = _ => Environment.GetEnvironmentVariable("LINTEL_TOKEN"),
};
var command = new RootCommand("Reads listings, moves a deal and hears of it, as a partner's program would.") { url, token };
command.Validators.Add(line =>
{
    if (string.IsNullOrEmpty(line.GetValue(token)))
    {
        line.AddError("Give a token: --token, or the variable LINTEL_TOKEN.");
    }
});
command.SetAction(
    async (line, cancellationToken) =>
    {
        var services = new ServiceCollection();
        services
            .AddPartnerClient()
            .ConfigureHttpClient(http => http.BaseAddress = line.GetRequiredValue(url), http => http.AddStandardResilienceHandler())
            .UseToken(line.GetRequiredValue(token)!);
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<IPartnerClient>();
        return await new Walkthrough(client, TimeProvider.System, Console.Out).RunAsync(cancellationToken);
    }
);
return await command.Parse(args).InvokeAsync();
