using System.Globalization;
using GraphQL.Transport;
using Lintel.Server.Identity;
using Lintel.Server.Transport.Http;
using Lintel.Server.Transport.Limits;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Lintel.Server.Transport.EventStreams;

/// <summary>Answers a request as a stream of events: graphql-sse, distinct connections mode.</summary>
internal sealed class GraphQLEventStreams(EventStreamServices services, IHostApplicationLifetime lifetime)
{
    private readonly ViewerConcurrency _open = new(services.Limits.Value.EventStreamsPerViewer);

    /// <summary>Serves the stream to its end; the reason where there is none.</summary>
    public async Task<RequestFault?> ServeAsync(HttpContext context, GraphQLRequest request, Caller caller)
    {
        var place = _open.Enter(caller.Identity);
        if (place == ViewerConcurrency.Refused)
            return TooMany;

        try
        {
            Prepare(context);
            await new EventStream(context, services).RunAsync(request, caller, lifetime.ApplicationStopping);
            return null;
        }
        finally
        {
            _open.Leave(place);
        }
    }

    private static void Prepare(HttpContext context)
    {
        var response = context.Response;
        response.ContentType = $"{MediaTypes.EventStream}; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = "Accept";
        // A proxy that collects an answer before it passes it on would collect for ever.
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        // A slow reader is told so by us, and not cut off in the middle.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
    }

    private RequestFault TooMany { get; } =
        new(
            StatusCodes.Status429TooManyRequests,
            TransportCodes.TooManySubscriptions,
            string.Create(
                CultureInfo.InvariantCulture,
                $"You have {services.Limits.Value.EventStreamsPerViewer} event streams open: close one first."
            )
        )
        {
            RetryAfterSeconds = 1,
        };
}
