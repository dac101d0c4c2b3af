using System.Data.Common;
using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Lintel.Data;

/// <summary>
/// Counts SQL commands, whoever sends them: EF's through an interceptor, hand-written ones by calling
/// <see cref="CountCommand"/> where they execute. Query budgets in tests read the same counter.
/// </summary>
public static class DatabaseMetrics
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Lintel.Data";

    /// <summary>The name of the counter of commands sent.</summary>
    public const string CommandsName = "lintel.db.commands";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Commands = Meter.CreateCounter<long>(
        CommandsName,
        unit: "{command}",
        description: "SQL commands sent to the database."
    );

    /// <summary>Call once per command that does not go through EF.</summary>
    public static void CountCommand() => Commands.Add(1);

    /// <summary>The same for several commands sent at once.</summary>
    public static void CountCommands(int count) => Commands.Add(count);
}

/// <summary>Counts the commands EF sends.</summary>
internal sealed class CommandCounter : DbCommandInterceptor
{
    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        DatabaseMetrics.CountCommand();
        return result;
    }
}
