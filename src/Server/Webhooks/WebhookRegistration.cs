using Lintel.Data.Webhooks;
using Lintel.Server.Hosting;
using Microsoft.Extensions.Options;

namespace Lintel.Server.Webhooks;

internal static class WebhookRegistration
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddLintelOptions<WebhookOptions>(WebhookOptions.Section);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<WebhookOptions>>().Value);
        services.AddSingleton<WebhookLine>();
        services.AddSingleton<WebhookDispatcher>();
        services.AddHostedService<WebhookWorker>();
        return services;
    }
}
