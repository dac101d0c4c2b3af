using GraphQL;

namespace Lintel.Schema;

/// <summary>An operation that would run, with its price in <c>extensions.cost</c>. Nothing of it ran and nothing was taken.</summary>
public sealed class PricedResult : ExecutionResult
{
    internal PricedResult() { }
}
