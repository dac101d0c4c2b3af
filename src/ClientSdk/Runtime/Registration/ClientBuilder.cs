using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;

namespace Lintel.Client;

/// <summary>Configures one client; returned by the generated <c>services.Add…Client()</c>.</summary>
public sealed class ClientBuilder
{
    internal ClientBuilder(IServiceCollection services, string name)
    {
        Services = services;
        Name = name;
        HttpClientBuilder = services.AddHttpClient(name);
    }

    /// <summary>The services the client is registered in.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The client's name, also that of its <see cref="HttpClient"/>.</summary>
    public string Name { get; }

    /// <summary>The builder of the client's <see cref="HttpClient"/>, for handlers such as resilience.</summary>
    public IHttpClientBuilder HttpClientBuilder { get; }

    /// <summary>Sets the address and whatever else the HTTP client needs.</summary>
    /// <param name="configureClient">Called for each new <see cref="HttpClient"/>.</param>
    /// <param name="configureBuilder">Adds handlers; called once, now.</param>
    public ClientBuilder ConfigureHttpClient(Action<HttpClient> configureClient, Action<IHttpClientBuilder>? configureBuilder = null)
    {
        HttpClientBuilder.ConfigureHttpClient(configureClient);
        configureBuilder?.Invoke(HttpClientBuilder);
        return this;
    }

    /// <summary>Sets the address and whatever else the HTTP client needs, with services at hand.</summary>
    /// <param name="configureClient">Called for each new <see cref="HttpClient"/>.</param>
    /// <param name="configureBuilder">Adds handlers; called once, now.</param>
    public ClientBuilder ConfigureHttpClient(
        Action<IServiceProvider, HttpClient> configureClient,
        Action<IHttpClientBuilder>? configureBuilder = null
    )
    {
        HttpClientBuilder.ConfigureHttpClient(configureClient);
        configureBuilder?.Invoke(HttpClientBuilder);
        return this;
    }

    /// <summary>Sets how subscriptions connect and reconnect. Not needed when they share the HTTP address.</summary>
    public ClientBuilder ConfigureWebSocketClient(Action<WebSocketOptions> configure)
    {
        Services.Configure(Name, configure);
        return this;
    }

    /// <summary>Sets how subscriptions connect and reconnect, with services at hand.</summary>
    public ClientBuilder ConfigureWebSocketClient(Action<IServiceProvider, WebSocketOptions> configure)
    {
        Services.AddOptions<WebSocketOptions>(Name).Configure<IServiceProvider>((options, services) => configure(services, options));
        return this;
    }

    /// <summary>
    /// Repeats what fails for a passing reason, with waits in between, and lets a server that keeps failing rest: the standard pipeline of
    /// Microsoft.Extensions.Http.Resilience. Mutations carry a key, so that one that is repeated takes effect once.
    /// </summary>
    /// <param name="configure">Changes the defaults.</param>
    public ClientBuilder UseResilience(Action<HttpStandardResilienceOptions>? configure = null)
    {
        HttpClientBuilder.AddStandardResilienceHandler(options => configure?.Invoke(options));
        return this;
    }

    /// <summary>Sets how documents reach the server, whatever the generator was told.</summary>
    public ClientBuilder UseRequestStrategy(RequestStrategy strategy)
    {
        Services.Configure<RequestOptions>(Name, options => options.Strategy = strategy);
        return this;
    }

    /// <summary>Sets how much the store of watched queries keeps.</summary>
    public ClientBuilder ConfigureStore(Action<StoreOptions> configure)
    {
        Services.Configure(Name, configure);
        return this;
    }

    /// <summary>Sends this bearer token with requests and sockets.</summary>
    public ClientBuilder UseToken(string token) => UseTokenProvider(_ => new Transport.FixedToken(token));

    /// <summary>Asks this provider for the bearer token of each request and each connection.</summary>
    public ClientBuilder UseTokenProvider(Func<IServiceProvider, IAccessTokenProvider> provider)
    {
        Services.AddKeyedSingleton(Name, (services, _) => provider(services));
        return this;
    }
}
