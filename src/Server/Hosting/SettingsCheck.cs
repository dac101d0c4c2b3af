using Microsoft.Extensions.Options;

namespace Lintel.Server.Hosting;

/// <summary>Validates every options class at once, so that a bad setting is one clear message and not a stack trace.</summary>
internal static class SettingsCheck
{
    public static void Run(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (AggregateException faults)
        {
            throw new ConfigurationFault(string.Join('\n', faults.InnerExceptions.Select(Describe)), faults);
        }
        catch (Exception fault) when (fault is OptionsValidationException or InvalidOperationException)
        {
            throw new ConfigurationFault(Describe(fault), fault);
        }
    }

    /// <summary>The sentences of a validation, or those of the binder with the value that would not convert.</summary>
    public static string Describe(Exception fault) =>
        fault is OptionsValidationException validation ? string.Join('\n', validation.Failures) : fault.Message;
}
