using Lintel.Client;
using Lintel.ClientSdk.Live.Tests.Graph;
using Microsoft.Extensions.DependencyInjection;

namespace Lintel.ClientSdk.Live.Tests;

/// <summary>Clients of the live server, as a program would make them.</summary>
internal static class LiveClients
{
    public static (ILiveClient Client, RecordedAnswers Answers) Recorded(LiveServer server, string persona, Action<ClientBuilder>? configure = null)
    {
        var answers = new RecordedAnswers();
        var client = Of(
            server,
            persona,
            builder =>
            {
                builder.HttpClientBuilder.AddHttpMessageHandler(() => answers);
                configure?.Invoke(builder);
            }
        );
        return (client, answers);
    }

    public static ILiveClient Of(LiveServer server, string persona, Action<ClientBuilder>? configure = null)
    {
        var services = new ServiceCollection();
        var builder = services.AddLiveClient().ConfigureHttpClient(http => http.BaseAddress = server.Address).UseToken(server.TokenOf(persona));
        configure?.Invoke(builder);
        return services.BuildServiceProvider().GetRequiredService<ILiveClient>();
    }
}
