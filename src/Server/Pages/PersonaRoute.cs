using Lintel.Data.Seeding;
using Lintel.Domain;
using Lintel.Server.Identity;

namespace Lintel.Server.Pages;

/// <summary>Gives GraphiQL the demo personas with a token each. Mapped only while the development key is in force.</summary>
internal static class PersonaRoute
{
    public const string Path = "/graphiql/personas.json";

    public static IEndpointRouteBuilder MapPersonas(this IEndpointRouteBuilder routes)
    {
        var tokens = routes.ServiceProvider.GetRequiredService<DevelopmentTokens>();
        if (tokens.InForce)
            routes.MapGet(Path, (HttpResponse response) => List(tokens, response));
        return routes;
    }

    private static IEnumerable<Persona> List(DevelopmentTokens tokens, HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        return DemoPersonas.All.Select(persona => new Persona(
            persona.Name,
            EnumNames.ToConstantCase(persona.Role.ToString()),
            persona.Description,
            tokens.Issue(persona.Subject)
        ));
    }

    private sealed record Persona(string Name, string Role, string Description, string Token);
}
