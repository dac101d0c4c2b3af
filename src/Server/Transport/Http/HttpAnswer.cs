using GraphQL;
using Lintel.Schema;

namespace Lintel.Server.Transport.Http;

/// <summary>How one operation ended: one of three.</summary>
/// <param name="Known">A response that is finished already; whoever writes it disposes of it.</param>
/// <param name="Result">A result of the engine.</param>
/// <param name="Fault">It never ran.</param>
internal readonly record struct HttpAnswer(PlannedAnswer? Known, ExecutionResult? Result, RequestFault? Fault)
{
    public static implicit operator HttpAnswer(PlannedAnswer known) => new(known, null, null);

    public static implicit operator HttpAnswer(ExecutionResult result) => new(null, result, null);

    public static implicit operator HttpAnswer(RequestFault fault) => new(null, null, fault);
}
