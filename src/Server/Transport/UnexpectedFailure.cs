using System.Diagnostics;
using GraphQL;
using Lintel.Schema.Shared.Errors;
using Lintel.Server.Observability;

namespace Lintel.Server.Transport;

/// <summary>Logs what nobody foresaw, once, and tells the caller only the id to ask about.</summary>
internal sealed class UnexpectedFailure(ILogger<UnexpectedFailure> log)
{
    public ExecutionResult ToResult(Exception fault)
    {
        var trace = (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString();
        ServerLog.OperationFailed(log, trace, fault);
        return new ExecutionResult(new ExecutionError($"Something broke on our side. Trace id: {trace}.") { Code = ErrorCodes.Internal });
    }
}
