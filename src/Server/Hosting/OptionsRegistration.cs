namespace Lintel.Server.Hosting;

internal static class OptionsRegistration
{
    /// <summary>
    /// Binds one section to its class. The server does not start while an annotation fails or the section holds a key
    /// that the class does not know: a misspelt setting is a mistake, not a default.
    /// </summary>
    public static IServiceCollection AddLintelOptions<TOptions>(this IServiceCollection services, string section)
        where TOptions : class
    {
        services
            .AddOptions<TOptions>()
            .BindConfiguration(section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services;
    }
}
