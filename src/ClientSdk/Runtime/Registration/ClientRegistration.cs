using Lintel.Client.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lintel.Client.Operations;

/// <summary>Puts a generated client into a service collection, for generated code.</summary>
public static class ClientRegistration
{
    /// <summary>Registers the client as a singleton.</summary>
    /// <typeparam name="TClient">The generated client's interface.</typeparam>
    public static ClientBuilder AddClient<TClient>(IServiceCollection services, string name, Func<OperationExecutor, TClient> create)
        where TClient : class
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(create);
        services.TryAddSingleton(TimeProvider.System);
        services.AddLogging();
        services.AddOptions<WebSocketOptions>(name);
        services.AddSingleton(provider => create(Executor(provider, name)));
        return new ClientBuilder(services, name);
    }

    private static OperationExecutor Executor(IServiceProvider services, string name)
    {
        var tokens = services.GetKeyedService<IAccessTokenProvider>(name) ?? new FixedToken(null);
        var clock = services.GetRequiredService<TimeProvider>();
        var http = new HttpTransport(services.GetRequiredService<IHttpClientFactory>(), name, tokens);
        var webSocket = new WebSocketTransport(
            () => http.BaseAddress,
            services.GetRequiredService<IOptionsMonitor<WebSocketOptions>>().Get(name),
            tokens,
            clock,
            services.GetRequiredService<ILoggerFactory>().CreateLogger("Lintel.Client")
        );
        return new OperationExecutor(http, webSocket, clock);
    }
}
