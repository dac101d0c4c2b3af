using System.Collections.Concurrent;
using GraphQL;
using GraphQL.Transport;
using Lintel.Schema.Shared.Streaming;
using Lintel.Server.Identity;
using Lintel.Server.Transport.Streams;

namespace Lintel.Server.Transport.WebSockets;

/// <summary>The operations that run on one socket.</summary>
internal sealed class WsOperations(WsMessages messages, OperationRunner runner, int limit, Action forbidden)
{
    private readonly ConcurrentDictionary<string, RunningOperation> _running = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<RunningOperation, Task> _beginnings = new();

    /// <summary>Starts an operation and returns at once; false when the id is taken.</summary>
    public bool Start(string id, GraphQLRequest request, Caller caller)
    {
        var operation = runner.Create(new WsAnswers(id, messages, ended => _running.TryRemove(ended, out _), forbidden));
        if (!_running.TryAdd(id, operation))
            return false;

        if (_running.Count > limit)
            operation.Refuse(TooMany);
        else
            _ = BeginAsync(operation, request, caller);
        return true;
    }

    /// <summary>Waits until every query and mutation has its answer. Subscriptions that have begun go on.</summary>
    public Task WhenAnsweredAsync() => Task.WhenAll(_beginnings.Values);

    public void Stop(string id)
    {
        if (_running.TryGetValue(id, out var operation))
            operation.Dispose();
    }

    /// <summary>
    /// Ends all of them, and tells where all that was followed can go on behind: the earliest of the last places that were sent. Null: a stream
    /// has none yet, or there is none.
    /// </summary>
    public StreamPosition? StopAll()
    {
        var stopped = _running.Values.ToList();
        stopped.ForEach(operation => operation.Dispose());
        var followed = stopped.Where(operation => operation.IsFollowing).Select(operation => operation.Position).ToList();
        return followed.Count == 0 || followed.Contains(null) ? null : followed.Select(position => position!.Value).Aggregate(StreamPosition.Earlier); // none is null
    }

    private async Task BeginAsync(RunningOperation operation, GraphQLRequest request, Caller caller)
    {
        var beginning = runner.RunAsync(operation, request, caller, readOnly: false);
        _beginnings.TryAdd(operation, beginning);
        await beginning;
        _beginnings.TryRemove(operation, out _);
    }

    private ExecutionResult TooMany { get; } =
        new(
            new ExecutionError($"At most {limit} operations run on one socket; complete one, or open another socket.")
            {
                Code = TransportCodes.TooManySubscriptions,
            }
        );
}
