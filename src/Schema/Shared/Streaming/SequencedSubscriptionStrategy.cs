using GraphQL;
using GraphQL.Execution;
using Lintel.Schema.Shared.Reading;

namespace Lintel.Schema.Shared.Streaming;

/// <summary>Runs subscriptions; of what is sent it keeps the place in the event log, for a transport that has to end the stream.</summary>
internal sealed class SequencedSubscriptionStrategy() : SubscriptionExecutionStrategy(new LeafParallelStrategy())
{
    protected override async ValueTask<ExecutionResult> ProcessDataAsync(
        GraphQL.Execution.ExecutionContext context,
        ExecutionNode node,
        object? value
    )
    {
        var result = await base.ProcessDataAsync(context, node, value);
        return value is ISequenced item ? new StreamedResult(result, item.Sequence) : result;
    }
}
