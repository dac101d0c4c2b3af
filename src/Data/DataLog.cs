using Microsoft.Extensions.Logging;

namespace Lintel.Data;

/// <summary>The data layer's log messages; event ids 2000 to 2999.</summary>
internal static partial class DataLog
{
    [LoggerMessage(2001, LogLevel.Warning, "Listening for events of other processes broke; polling goes on and listening is tried again.")]
    public static partial void ListeningBroke(ILogger logger, Exception exception);

    [LoggerMessage(2002, LogLevel.Warning, "Reading new events failed and will be tried again.")]
    public static partial void ReadingEventsFailed(ILogger logger, Exception exception);

    [LoggerMessage(2003, LogLevel.Error, "The denial of {Elements} to account {Account} could not be put into the audit log.")]
    public static partial void DenialNotWritten(ILogger logger, Guid? account, string elements, Exception exception);

    [LoggerMessage(2004, LogLevel.Warning, "When the API key {Key} was last used could not be written.")]
    public static partial void KeyUseNotWritten(ILogger logger, Guid key, Exception exception);
}
