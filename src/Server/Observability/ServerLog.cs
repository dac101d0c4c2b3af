namespace Lintel.Server.Observability;

/// <summary>Every line the server project logs. None carries a name, phone, address, token or variable.</summary>
internal static partial class ServerLog
{
    [LoggerMessage(3001, LogLevel.Error, "Operation failed unexpectedly. Trace {TraceId}")]
    public static partial void OperationFailed(ILogger logger, string traceId, Exception fault);

    [LoggerMessage(3002, LogLevel.Debug, "Socket closed with {Code}: {Reason}")]
    public static partial void SocketClosed(ILogger logger, int code, string reason);

    [LoggerMessage(3003, LogLevel.Warning, "Socket broke off")]
    public static partial void SocketBroke(ILogger logger, Exception fault);

    [LoggerMessage(3004, LogLevel.Debug, "Event stream ended: {Code}")]
    public static partial void EventStreamEnded(ILogger logger, string code);

    [LoggerMessage(3005, LogLevel.Warning, "{Schedule} failed and will be tried again.")]
    public static partial void ScheduleFailed(ILogger logger, string schedule, Exception fault);

    [LoggerMessage(3006, LogLevel.Error, "Sending to webhook endpoint {Endpoint} broke on our side and will be tried again.")]
    public static partial void WebhookLineBroke(ILogger logger, Guid endpoint, Exception fault);

    [LoggerMessage(3007, LogLevel.Error, "Looking for webhook endpoints with something to send failed and will be tried again.")]
    public static partial void WebhookDispatchFailed(ILogger logger, Exception fault);

    [LoggerMessage(3008, LogLevel.Warning, "Following the events of brand {Brand} for webhooks broke; polling goes on and following is tried again.")]
    public static partial void WebhookFollowingBroke(ILogger logger, Guid brand, Exception fault);
}
