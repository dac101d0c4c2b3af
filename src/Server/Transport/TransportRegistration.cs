using System.IO.Compression;
using Lintel.Server.Hosting;
using Lintel.Server.Transport.EventStreams;
using Lintel.Server.Transport.Http;
using Lintel.Server.Transport.Limits;
using Lintel.Server.Transport.Streams;
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
                    kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(
                        limits.Value.BodyBytesPerSecond,
                        TimeSpan.FromSeconds(limits.Value.BodyGraceSeconds)
                    );
                    kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(limits.Value.HeaderSeconds);
                    kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(limits.Value.KeepAliveSeconds);
                    kestrel.Limits.MaxConcurrentConnections = limits.Value.Connections;
                    kestrel.Limits.MaxConcurrentUpgradedConnections = limits.Value.Sockets;
                }
            );
        services
            .AddOptions<CorsOptions>()
            .Configure<IOptions<TransportLimits>>(
                (cors, limits) =>
                    cors.AddDefaultPolicy(policy =>
                        policy
                            .WithOrigins(limits.Value.AllowedOrigins)
                            .WithMethods("GET", "POST")
                            .AllowAnyHeader()
                            .WithExposedHeaders("ETag", "Retry-After")
                    )
            );
        services.AddCors();
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
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
        services.AddSingleton<ExecutionTime>();
        services.AddSingleton<HttpOperations>();
        services.AddSingleton<GraphQLEndpoint>();
        services.AddSingleton<StreamMetrics>();
        services.AddSingleton<OperationRunner>();
        services.AddSingleton<EventStreamServices>();
        services.AddSingleton<GraphQLEventStreams>();
        services.AddSingleton<RequestDrain>();
        services.AddHostedService(provider => provider.GetRequiredService<RequestDrain>());
        services.AddSingleton<WsServices>();
        services.AddSingleton<GraphQLTransportWs>();
        return services;
    }
}
