using Microsoft.Extensions.Logging;

namespace Lintel.Schema;

/// <summary>Every line the schema project logs. None carries a name, phone, address or variable.</summary>
internal static partial class SchemaLog
{
    [LoggerMessage(2001, LogLevel.Error, "Operation broke. Trace {TraceId}")]
    public static partial void OperationBroke(ILogger logger, string traceId, Exception failure);

    [LoggerMessage(2002, LogLevel.Warning, "The plan of a query broke; the engine runs it field by field")]
    public static partial void PlanBroke(ILogger logger, Exception failure);
}
