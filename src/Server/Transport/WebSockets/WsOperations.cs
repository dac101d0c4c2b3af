using System.Collections.Concurrent;
using GraphQL;
using GraphQL.Transport;
using Lintel.Schema;
using Lintel.Server.Identity;

namespace Lintel.Server.Transport.WebSockets;

/// <summary>The operations that run on one socket.</summary>
internal sealed class WsOperations(WsOutbox outbox, GraphQLEngine engine, CallerViewers viewers, UnexpectedFailure unexpected, int limit)
{
    private readonly ConcurrentDictionary<string, WsOperation> _running = new(StringComparer.Ordinal);

    /// <summary>Starts an operation and returns at once; false when the id is taken.</summary>
    public bool Start(string id, GraphQLRequest request, Caller caller)
    {
        var operation = new WsOperation(id, outbox, unexpected, Forget);
        if (!_running.TryAdd(id, operation))
            return false;

        if (_running.Count > limit)
            operation.Refuse(TooMany);
        else
            _ = RunAsync(operation, request, caller);
        return true;
    }

    public void Stop(string id)
    {
        if (_running.TryGetValue(id, out var operation))
            operation.Dispose();
    }

    public void StopAll()
    {
        foreach (var operation in _running.Values)
            operation.Dispose();
    }

    private async Task RunAsync(WsOperation operation, GraphQLRequest request, Caller caller)
    {
        // Taken now: an operation that ends disposes of the source.
        var cancellation = operation.Cancellation;
        await Task.Yield();
        try
        {
            var viewer = await viewers.CurrentAsync(caller, cancellation);
            var result = await engine.ExecuteAsync(request, viewer, readOnly: false, cancellation);
            if (result.Streams is { Count: > 0 } streams)
            {
                operation.Follow(streams.Values.Single());
            }
            else if (result.Executed)
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
        catch (Exception fault)
        {
            operation.OnError(fault);
        }
    }

    private void Forget(WsOperation operation) => _running.TryRemove(KeyValuePair.Create(operation.Id, operation));

    private ExecutionResult TooMany { get; } =
        new(
            new ExecutionError($"At most {limit} operations run on one socket; complete one, or open another socket.")
            {
                Code = TransportCodes.TooManySubscriptions,
            }
        );
}
