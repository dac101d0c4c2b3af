using System.Diagnostics;
using System.Globalization;
using GraphQL;
using GraphQL.Transport;
using Lintel.Data;
using Lintel.Schema;
using Lintel.Server.Identity;
using Lintel.Server.Transport.Limits;
using Microsoft.Extensions.Options;

namespace Lintel.Server.Transport.Http;

/// <summary>Runs one operation of a request, within what its viewer may have under way and for as long as it may take.</summary>
internal sealed class HttpOperations(
    CallerViewers viewers,
    GraphQLEngine engine,
    ExecutionTime time,
    UnexpectedFailure unexpected,
    IOptions<TransportLimits> limits
)
{
    private readonly ViewerConcurrency _underWay = new(limits.Value.OperationsPerViewer);

    /// <summary>The answer, also where the operation was refused, broke or took too long. Throws when the caller is gone.</summary>
    public async Task<HttpAnswer> AnswerAsync(HttpContext context, GraphQLRequest request, Caller caller)
    {
        var place = _underWay.Enter(caller.Identity);
        if (place == ViewerConcurrency.Refused)
            return TooMany;

        using var limit = time.Begin(context.RequestAborted);
        try
        {
            var trace = CallerTrace.Of(context.Request);
            var onlyPriced = ValidateOnly.IsAskedBy(context.Request);
            try
            {
                // A query that is known, for a caller that is remembered: the read itself checks whether the caller still is what it was.
                var viewer = await viewers.RememberedAsync(caller, limit.Token);
                if (!onlyPriced && await engine.AnswerKnownAsync(request, viewer, limit.Token, trace, limit) is { } known)
                    return known;
            }
            catch (Exception fault)
                when (fault is ViewerChangedException || (fault is not OperationCanceledException && !limit.Token.IsCancellationRequested))
            {
                // Whatever it was, the whole way tells it, if it is there again.
            }

            return await RunAsync(context, request, caller, trace, limit, onlyPriced);
        }
        catch (Exception) when (limit.IsOver)
        {
            return limit.ToResult();
        }
        catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested)
        {
            return unexpected.ToResult(fault);
        }
        finally
        {
            _underWay.Leave(place);
        }
    }

    private async Task<ExecutionResult> RunAsync(
        HttpContext context,
        GraphQLRequest request,
        Caller caller,
        ActivityContext trace,
        ExecutionLimit limit,
        bool onlyPriced
    )
    {
        var viewer = await viewers.CurrentAsync(caller, limit.Token);
        return await engine.ExecuteAsync(request, viewer, readOnly: HttpMethods.IsGet(context.Request.Method), limit.Token, trace, limit, onlyPriced);
    }

    private RequestFault TooMany { get; } =
        new(
            StatusCodes.Status429TooManyRequests,
            TransportCodes.TooManyOperations,
            string.Create(CultureInfo.InvariantCulture, $"You have {limits.Value.OperationsPerViewer} operations under way: wait until one is done.")
        )
        {
            RetryAfterSeconds = 1,
        };
}
