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

        var mine = new Lazy<Task<StreamedResult>>(() => ExecuteAsync(isShared: true));
        while (true)
        {
            var shared = item.Results.GetOrAdd(operation, mine);
            var isWhole = false;
            try
            {
                var result = await shared.Value;
                isWhole = !result.IsBroken;
                return result;
            }
            catch (OperationCanceledException) when (shared != mine && !context.CancellationToken.IsCancellationRequested)
            {
                // Whoever executed it is gone in the middle of it: one of the others does, for all of them.
            }
            finally
            {
                if (!isWhole)
                {
                    // Who comes again finds it whole.
                    item.Results.TryRemove(new(operation, shared));
                }
            }
        }

        async Task<StreamedResult> ExecuteAsync(bool isShared)
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
