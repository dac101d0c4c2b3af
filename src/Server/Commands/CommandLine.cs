using System.CommandLine;
using Lintel.Server.Hosting;
using Microsoft.Extensions.Options;

namespace Lintel.Server.Commands;

/// <summary>Runs a verb, and turns what its caller can mend into one message and an exit code.</summary>
internal static class CommandLine
{
    /// <summary>A setting or argument is wrong; nothing has been done.</summary>
    public const int Misused = 2;

    public static async Task<int> RunAsync(RootCommand lintel, string[] args)
    {
        var invocation = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            // Requests under way (for as long as Lintel:Transport:DrainSeconds can say) and the batch of an import may finish after Ctrl+C.
            ProcessTerminationTimeout = TimeSpan.FromSeconds(310),
        };
        try
        {
            return await lintel.Parse(args).InvokeAsync(invocation);
        }
        catch (Exception fault) when (fault is ConfigurationFault or OptionsValidationException)
        {
            await Console.Error.WriteLineAsync($"Lintel cannot start: {SettingsCheck.Describe(fault)}");
            return Misused;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return 1;
        }
    }
}
