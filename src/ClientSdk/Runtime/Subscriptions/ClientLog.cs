using Microsoft.Extensions.Logging;

namespace Lintel.Client.Subscriptions;

/// <summary>What the client logs. Never tokens, variables or data.</summary>
internal static partial class ClientLog
{
    [LoggerMessage(1, LogLevel.Warning, "Subscription {Operation} lost its connection ({Code}: {Reason}); trying again in {Delay}")]
    public static partial void Reconnecting(ILogger logger, string operation, int? code, string reason, TimeSpan delay);
}
