using System.IO.Compression;
using Lintel.Server.Hosting;
using Lintel.Server.Transport.Http;
using Lintel.Server.Transport.WebSockets;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Lintel.Server.Transport;

internal static class TransportRegistration
{
    public static IServiceCollection AddLintelTransport(this IServiceCollection services)
    {
        services.AddLintelOptions<TransportLimits>(TransportLimits.Section);
        services
            .AddOptions<KestrelServerOptions>()
            .Configure<IOptions<TransportLimits>>(
                (kestrel, limits) =>
                {
                    kestrel.AddServerHeader = false;
                    kestrel.Limits.MaxRequestBodySize = limits.Value.BodyBytes;
                }
            );
        services
            .AddOptions<CorsOptions>()
            .Configure<IOptions<TransportLimits>>(
                (cors, limits) =>
                    cors.AddDefaultPolicy(policy => policy.WithOrigins(limits.Value.AllowedOrigins).WithMethods("GET", "POST").AllowAnyHeader())
            );
        services.AddCors();
        services.AddResponseCompression(compression =>
        {
            // Answers carry no cookie and no secret of the caller that a page of another site could steer next to its own text.
            compression.EnableForHttps = true;
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, MediaTypes.GraphQLResponse];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);

        services.AddSingleton<GraphQLRequestReader>();
        services.AddSingleton<UnexpectedFailure>();
        services.AddSingleton<HttpRequestReader>();
        services.AddSingleton<ResponseWriter>();
        services.AddSingleton<GraphQLEndpoint>();
        services.AddSingleton<WsServices>();
        services.AddSingleton<GraphQLTransportWs>();
        return services;
    }
}
