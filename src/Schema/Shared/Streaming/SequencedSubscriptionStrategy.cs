using GraphQL;
using GraphQL.Execution;
using Lintel.Schema.Shared.Reading;

namespace Lintel.Schema.Shared.Streaming;

/// <summary>
/// Runs subscriptions. Of what is sent it keeps the place in the event log, for a transport that has to end the stream; and an item that many of
/// one access class are told by the same operation is executed once.
/// </summary>
internal sealed class SequencedSubscriptionStrategy() : SubscriptionExecutionStrategy(new LeafParallelStrategy())
{
    protected override async ValueTask<ExecutionResult> ProcessDataAsync(
        GraphQL.Execution.ExecutionContext context,
        ExecutionNode node,
        object? value
    )
    {
        if (value is not ISequenced item)
        {
            return await base.ProcessDataAsync(context, node, value);
        }

        if (context.UserContext is not ViewerContext { SharedAs: { } operation })
        {
            return await ExecuteAsync(isShared: false);
        }

        var shared = item.Results.GetOrAdd(operation, _ => new Lazy<Task<ExecutionResult>>(() => ExecuteAsync(isShared: true)));
        try
        {
            return await shared.Value;
        }
        catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested)
        {
            // Whoever executed it is gone in the middle of it.
            return await ExecuteAsync(isShared: false);
        }

        async Task<ExecutionResult> ExecuteAsync(bool isShared)
        {
            StreamExecutions.Count(isShared);
            var result = await base.ProcessDataAsync(context, node, value);
            if (result.Errors is { Count: > 0 })
            {
                // The engine answers also where its subscriber is gone, and says so: nobody else is to be told that.
                context.CancellationToken.ThrowIfCancellationRequested();
            }

            return new StreamedResult(result, item.Position, item.At);
        }
    }
}
