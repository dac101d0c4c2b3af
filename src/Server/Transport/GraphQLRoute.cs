using Lintel.Server.Pages;
using Lintel.Server.Transport.Http;
using Lintel.Server.Transport.WebSockets;

namespace Lintel.Server.Transport;

/// <summary>One address for everything: sockets, requests, and GraphiQL for who comes with a browser.</summary>
internal static class GraphQLRoute
{
    public const string Path = "/graphql";

    private static readonly string[] Offered = [MediaTypes.GraphQLResponse, MediaTypes.Json, MediaTypes.EventStream, MediaTypes.Html];

    public static IEndpointRouteBuilder MapGraphQL(this IEndpointRouteBuilder routes)
    {
        routes.Map(Path, HandleAsync);
        return routes;
    }

    private static Task HandleAsync(HttpContext context)
    {
        var services = context.RequestServices;
        if (context.WebSockets.IsWebSocketRequest)
            return services.GetRequiredService<GraphQLTransportWs>().HandleAsync(context);

        return WantsPage(context.Request) ? GraphiQLPage.WriteAsync(context) : services.GetRequiredService<GraphQLEndpoint>().HandleAsync(context);
    }

    private static bool WantsPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && MediaTypes.Choose(request.Headers.Accept, Offered) == MediaTypes.Html;
}
