using Lintel.Server.Hosting;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;

namespace Lintel.Server.Identity;

internal static class IdentityRegistration
{
    public static IServiceCollection AddLintelIdentity(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<AuthOptions>, AuthOptionsRules>();
        services.AddLintelOptions<AuthOptions>(AuthOptions.Section);

        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, BearerTrust>();
        services.AddSingleton<IPostConfigureOptions<JwtBearerOptions>, JwtBearerPostConfigureOptions>();

        services.AddSingleton<DevelopmentKey>();
        services.AddSingleton<DevelopmentTokens>();
        services.AddSingleton<RememberedTokens>();
        services.AddSingleton<TokenCheck>();
        services.AddSingleton<RequestSignIn>();
        services.AddSingleton<SocketSignIn>();
        services.AddSingleton<RememberedViewers>();
        services.AddSingleton<ViewerFactory>();

        services.AddLintelOptions<ApiKeyOptions>(ApiKeyOptions.Section);
        services.AddSingleton<RememberedKeys>();
        services.AddSingleton<FailedAttempts>();
        services.AddSingleton<ApiKeyCheck>();
        services.AddSingleton<CallerViewers>();
        return services;
    }
}
