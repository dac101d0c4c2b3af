using System.Diagnostics;
using GraphQL;
using GraphQL.Transport;
using Lintel.Data;
using Lintel.Schema;
using Lintel.Server.Identity;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Lintel.Server.Transport.Http;

/// <summary>GraphQL over HTTP: one operation per request, GET for queries only.</summary>
internal sealed class GraphQLEndpoint(
    HttpRequestReader reader,
    ResponseWriter writer,
    RequestSignIn signIn,
    CallerViewers viewers,
    GraphQLEngine engine,
    UnexpectedFailure unexpected
)
{
    public async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        var mediaType = MediaTypes.Choose(request.Headers.Accept, MediaTypes.GraphQLResponse, MediaTypes.Json);
        if (mediaType is null)
        {
            await RefuseAsync(context, NotAcceptable, MediaTypes.Json);
            return;
        }

        var read = CrossSiteRule.Judge(request) ?? await ReadAsync(request, context.RequestAborted);
        if (read.Request is null)
        {
            await RefuseAsync(context, read.Fault!, mediaType);
            return;
        }

        var caller = await signIn.CallerOfAsync(request, context.RequestAborted);
        if (caller.Wait is { } wait)
        {
            await RefuseAsync(context, RequestFault.TooManyAttempts(wait), mediaType);
            return;
        }

        var trace = CallerTrace.Of(request);
        using (var known = await AnswerKnownAsync(read.Request, caller, trace, context.RequestAborted))
        {
            if (known is not null)
            {
                await ResponseWriter.WriteAsync(context, known, mediaType);
                return;
            }
        }

        var result = await RunAsync(context, read.Request, caller, trace);
        if (result.Streams is not null)
            await RefuseAsync(context, NeedsSocket, mediaType);
        else
            await writer.WriteAsync(context, result, ResponseWriter.Status(result, mediaType), mediaType);
    }

    /// <summary>Answers where a request broke outside of its operation.</summary>
    public Task HandleFailureAsync(HttpContext context) =>
        writer.WriteAsync(
            context,
            unexpected.ToResult(context.Features.GetRequiredFeature<IExceptionHandlerFeature>().Error),
            StatusCodes.Status500InternalServerError,
            MediaTypes.Json
        );

    private async Task<ReadRequest> ReadAsync(HttpRequest request, CancellationToken aborted)
    {
        if (HttpMethods.IsPost(request.Method))
            return await reader.ReadPostAsync(request, aborted);
        return HttpMethods.IsGet(request.Method) ? reader.ReadGet(request) : WrongMethod;
    }

    /// <summary>
    /// The answer to a query that is known, for a caller that is remembered: the read itself checks whether the caller still is what it was. Null:
    /// it has to be looked at as a whole.
    /// </summary>
    private async Task<PlannedAnswer?> AnswerKnownAsync(GraphQLRequest request, Caller caller, ActivityContext trace, CancellationToken aborted)
    {
        try
        {
            return await viewers.RememberedAsync(caller, aborted) is { } viewer
                ? await engine.AnswerKnownAsync(request, viewer, aborted, trace)
                : null;
        }
        catch (Exception fault)
            when (fault is ViewerChangedException || (fault is not OperationCanceledException && !aborted.IsCancellationRequested))
        {
            // Whatever it was, the whole way tells it, if it is there again.
            return null;
        }
    }

    private async Task<ExecutionResult> RunAsync(HttpContext context, GraphQLRequest request, Caller caller, ActivityContext trace)
    {
        var aborted = context.RequestAborted;
        try
        {
            var viewer = await viewers.CurrentAsync(caller, aborted);
            return await engine.ExecuteAsync(request, viewer, readOnly: HttpMethods.IsGet(context.Request.Method), aborted, trace);
        }
        catch (Exception fault) when (!aborted.IsCancellationRequested)
        {
            return unexpected.ToResult(fault);
        }
    }

    private Task RefuseAsync(HttpContext context, RequestFault fault, string mediaType)
    {
        ResponseWriter.WriteRetryAfter(context.Response, fault);
        return writer.WriteAsync(context, fault.ToResult(), fault.Status, mediaType);
    }

    private static RequestFault WrongMethod { get; } =
        new(StatusCodes.Status405MethodNotAllowed, TransportCodes.Method, "Use POST, or GET for a query.");

    private static RequestFault NotAcceptable { get; } =
        new(
            StatusCodes.Status406NotAcceptable,
            TransportCodes.NotAcceptable,
            $"The server answers in {MediaTypes.GraphQLResponse} or {MediaTypes.Json}."
        );

    private static RequestFault NeedsSocket { get; } =
        new(
            StatusCodes.Status400BadRequest,
            TransportCodes.NeedsSocket,
            "Subscriptions run over a WebSocket with the protocol graphql-transport-ws."
        );
}
