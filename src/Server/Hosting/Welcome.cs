using Lintel.Data.Seeding;
using Lintel.Server.Identity;
using Lintel.Server.Transport;

namespace Lintel.Server.Hosting;

/// <summary>What a developer reads after the start: where it is, as whom to look, what to try.</summary>
internal sealed class Welcome(DevelopmentTokens tokens, TextWriter output)
{
    public void Print(IEnumerable<string> addresses)
    {
        var address = $"{addresses.First().TrimEnd('/')}{GraphQLRoute.Path}";
        output.WriteLine();
        output.WriteLine($"Lintel answers at {address}");
        if (!tokens.InForce)
            return;

        output.WriteLine("Open it in a browser for GraphiQL. Demo personas, with a token each:");
        foreach (var persona in DemoPersonas.All)
        {
            output.WriteLine();
            output.WriteLine($"  {persona.Name}: {persona.Description}");
            output.WriteLine($"  {tokens.Issue(persona.Subject)}");
        }

        output.WriteLine();
        output.WriteLine("Try next, in another terminal:");
        output.WriteLine(
            $"""
              TOKEN=$(dotnet run --project src/Server -- token --persona {DemoPersonas.All[0].Name})
              curl {address} -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \
                -d '{Example}'
            """
        );
        output.WriteLine();
    }

    private const string Example =
        """{"query":"{ listings(first: 3) { totalCount nodes { listPrice bedroomsTotal livingArea community { name } } } }"}""";
}
