using GraphQL;
using GraphQL.Transport;
using Lintel.Schema;
using Lintel.Server.Identity;
using Lintel.Server.Transport.Limits;

namespace Lintel.Server.Transport.Streams;

/// <summary>Runs operations whose answers go out one by one, on whatever protocol.</summary>
internal sealed class OperationRunner(
    GraphQLEngine engine,
    CallerViewers viewers,
    ExecutionTime time,
    UnexpectedFailure unexpected,
    StreamMetrics metrics,
    TimeProvider clock,
    IHostApplicationLifetime lifetime
)
{
    public RunningOperation Create(IAnswers answers) => new(answers, unexpected, metrics, clock);

    /// <summary>Runs to the answer of a query or mutation, or to the beginning of a subscription. Throws nothing.</summary>
    public async Task RunAsync(RunningOperation operation, GraphQLRequest request, Caller caller, bool readOnly, bool onlyPriced = false)
    {
        // Taken now: an operation that ends disposes of the source.
        var cancellation = operation.Cancellation;
        await Task.Yield();
        using var limit = time.Begin(cancellation);
        try
        {
            var viewer = await viewers.CurrentAsync(caller, limit.Token);
            var result = await engine.ExecuteAsync(
                request,
                viewer,
                readOnly,
                limit.Token,
                limit: limit,
                onlyPriced: onlyPriced,
                subscriber: new StreamSubscriber(caller, operation, viewers)
            );
            if (result.Streams is { Count: > 0 } streams)
            {
                if (lifetime.ApplicationStopping.IsCancellationRequested)
                    operation.Refuse(StreamEnd.ServerStopping.ToResult(after: null));
                else
                    operation.Follow(streams.Values.Single());
            }
            else if (result.Executed || result is PricedResult)
            {
                operation.OnNext(result);
                operation.OnCompleted();
            }
            else
            {
                operation.Refuse(result);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            operation.Dispose();
        }
        catch (Exception) when (limit.IsOver)
        {
            operation.Refuse(limit.ToResult());
        }
        catch (Exception fault)
        {
            operation.OnError(fault);
        }
    }
}
