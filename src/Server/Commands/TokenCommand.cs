using System.CommandLine;
using Lintel.Data.Seeding;
using Lintel.Domain;
using Lintel.Server.Hosting;
using Lintel.Server.Identity;

namespace Lintel.Server.Commands;

/// <summary><c>token</c>: a token of a demo persona, alone on standard output.</summary>
internal static class TokenCommand
{
    public static Command Create()
    {
        var persona = new Option<string?>("--persona") { Description = $"One of: {string.Join(", ", DemoPersonas.All.Select(known => known.Name))}" };
        var role = RoleArgument.Option("The first persona of a role.");
        var token = new Command("token", "Print a token of a demo persona (Development only).") { persona, role };
        token.Validators.Add(line =>
        {
            if (line.GetResult(persona) is null == line.GetResult(role) is null)
                line.AddError("Name either --persona or --role.");
        });
        token.SetAction(line => Run(line.GetValue(persona), line.GetValue(role)));
        return token;
    }

    private static int Run(string? name, Role? role)
    {
        using var app = LintelHost.Create();
        var tokens = app.Services.GetRequiredService<DevelopmentTokens>();
        if (!tokens.InForce)
        {
            throw new ConfigurationFault("demo tokens are for the Development environment without configured keys.");
        }

        var persona = DemoPersonas.All.FirstOrDefault(known =>
            role is { } wanted ? known.Role == wanted : known.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
        );
        if (persona is null)
        {
            Console.Error.WriteLine($"No demo persona answers to '{name ?? role.ToString()}'.");
            return CommandLine.Misused;
        }

        Console.WriteLine(tokens.Issue(persona.Subject));
        return 0;
    }
}
