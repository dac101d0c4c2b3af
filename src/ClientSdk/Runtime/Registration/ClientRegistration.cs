using System.Diagnostics.CodeAnalysis;
using Lintel.Client.Store;
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
    /// <param name="services">Where to.</param>
    /// <param name="name">The client's name.</param>
    /// <param name="strategy">How documents reach the server, unless the program says otherwise.</param>
    /// <param name="transport">Over what subscriptions run, unless the program says otherwise.</param>
    /// <param name="create">Makes the client.</param>
    public static ClientBuilder AddClient<TClient>(
        IServiceCollection services,
        string name,
        RequestStrategy strategy,
        SubscriptionTransport transport,
        Func<OperationExecutor, TClient> create
    )
        where TClient : class
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(create);
        services.TryAddSingleton(TimeProvider.System);
        services.AddLogging();
        services.AddOptions<WebSocketOptions>(name).Configure(options => options.Transport = transport);
        services.AddOptions<RequestOptions>(name).Configure(options => options.Strategy = strategy);
        services.AddOptions<StoreOptions>(name);
        services.AddSingleton(provider => create(Executor(provider, name)));
        return new ClientBuilder(services, name);
    }

    private static OperationExecutor Executor(IServiceProvider services, string name)
    {
        var tokens = services.GetKeyedService<IAccessTokenProvider>(name) ?? new FixedToken(null);
        var clock = services.GetRequiredService<TimeProvider>();
        var http = new HttpTransport(services.GetRequiredService<IHttpClientFactory>(), name, tokens);
        var options = Options<WebSocketOptions>(services, name);
        var subscriptions = new SubscriptionTransports(
            new WebSocketTransport(() => http.BaseAddress, options, clock),
            new EventStreamTransport(http, options),
            tokens,
            options,
            clock,
            services.GetRequiredService<ILoggerFactory>().CreateLogger("Lintel.Client")
        );
        var store = new EntityStore(Options<StoreOptions>(services, name));
        return new OperationExecutor(http, subscriptions, Options<RequestOptions>(services, name).Strategy, store, clock);
    }

    private static T Options<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>(
        IServiceProvider services,
        string name
    ) => services.GetRequiredService<IOptionsMonitor<T>>().Get(name);
}
