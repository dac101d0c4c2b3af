using Lintel.Server.Identity;
using Lintel.Server.Transport.EventStreams;
using Lintel.Server.Transport.Limits;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Lintel.Server.Transport.Http;

/// <summary>GraphQL over HTTP: one operation per request, or a batch where it is switched on; GET for queries only. The answer is JSON or a stream of events.</summary>
internal sealed class GraphQLEndpoint(
    HttpRequestReader reader,
    ResponseWriter writer,
    RequestSignIn signIn,
    HttpOperations operations,
    GraphQLEventStreams streams,
    RequestDrain drain,
    UnexpectedFailure unexpected
)
{
    private static readonly string[] Offered = [MediaTypes.GraphQLResponse, MediaTypes.Json, MediaTypes.EventStream];

    public async Task HandleAsync(HttpContext context)
    {
        var generation = drain.Enter();
        try
        {
            var request = context.Request;
            if (drain.IsStopping && HttpProtocol.IsHttp11(request.Protocol))
                context.Response.Headers.Connection = "close";

            var mediaType = MediaTypes.Choose(request.Headers.Accept, Offered);
            if (mediaType is null)
            {
                await RefuseAsync(context, NotAcceptable, MediaTypes.Json);
                return;
            }

            var read = CrossSiteRule.Judge(request) ?? await ReadAsync(request, context.RequestAborted);
            if (read.Fault is { } fault)
            {
                // What is no request is told by its status, whatever would have been the answer.
                await RefuseAsync(context, fault, mediaType);
                return;
            }

            var caller = await signIn.CallerOfAsync(request, context.RequestAborted);
            if (caller.Wait is { } wait)
                await RefuseAsync(context, RequestFault.TooManyAttempts(wait), mediaType);
            else if (read.Batch is { } batch)
                await AnswerBatchAsync(context, batch, caller, mediaType);
            else if (mediaType == MediaTypes.EventStream)
                await StreamAsync(context, read, caller);
            else
                await AnswerAsync(context, read, caller, mediaType);
        }
        finally
        {
            drain.Leave(generation);
        }
    }

    /// <summary>Answers where a request broke outside of its operation.</summary>
    public Task HandleFailureAsync(HttpContext context) =>
        writer.WriteAsync(
            context,
            unexpected.ToResult(context.Features.GetRequiredFeature<IExceptionHandlerFeature>().Error),
            StatusCodes.Status500InternalServerError,
            MediaTypes.Json
        );

    private async Task AnswerAsync(HttpContext context, ReadRequest read, Caller caller, string mediaType)
    {
        var answer = await operations.AnswerAsync(context, read.Request!, caller); // it has no fault and is no batch
        if (answer.Known is { } known)
        {
            using (known)
                await writer.WriteAsync(context, known, mediaType);
        }
        else if (answer.Fault is { } fault)
        {
            await RefuseAsync(context, fault, mediaType);
        }
        else if (answer.Result is { Streams: null } result)
        {
            await writer.WriteAsync(context, result, ResponseWriter.Status(result, mediaType), mediaType);
        }
        else if (MediaTypes.Choose(context.Request.Headers.Accept, MediaTypes.EventStream) == MediaTypes.EventStream)
        {
            // JSON was named first, but a stream was named too.
            await StreamAsync(context, read, caller);
        }
        else
        {
            await RefuseAsync(context, NeedsSocket, mediaType);
        }
    }

    /// <summary>One after the other, each with its own errors; an array of answers in the same order.</summary>
    private async Task AnswerBatchAsync(HttpContext context, IReadOnlyList<ReadRequest> batch, Caller caller, string mediaType)
    {
        if (mediaType == MediaTypes.EventStream)
        {
            await RefuseAsync(context, NotAStream, mediaType);
            return;
        }

        await using var answers = new BatchAnswers(writer);
        foreach (var read in batch)
        {
            var answer = read.Request is { } request ? await operations.AnswerAsync(context, request, caller) : read.Fault!;
            await answers.AddAsync(answer is { Result.Streams: not null } ? NeedsSocket : answer, context.RequestAborted);
        }

        await ResponseWriter.WriteAsync(context, answers, mediaType);
    }

    private async Task StreamAsync(HttpContext context, ReadRequest read, Caller caller)
    {
        if (await streams.ServeAsync(context, read.Request!, caller) is { } fault) // it has no fault and is no batch
            await RefuseAsync(context, fault, MediaTypes.Json);
    }

    private async Task<ReadRequest> ReadAsync(HttpRequest request, CancellationToken aborted)
    {
        if (HttpMethods.IsPost(request.Method))
            return await reader.ReadPostAsync(request, aborted);
        return HttpMethods.IsGet(request.Method) ? reader.ReadGet(request) : WrongMethod;
    }

    private Task RefuseAsync(HttpContext context, RequestFault fault, string mediaType)
    {
        ResponseWriter.WriteRetryAfter(context.Response, fault);
        return writer.WriteAsync(context, fault.ToResult(), fault.Status, mediaType == MediaTypes.EventStream ? MediaTypes.Json : mediaType);
    }

    private static RequestFault WrongMethod { get; } =
        new(StatusCodes.Status405MethodNotAllowed, TransportCodes.Method, "Use POST, or GET for a query.");

    private static RequestFault NotAcceptable { get; } =
        new(
            StatusCodes.Status406NotAcceptable,
            TransportCodes.NotAcceptable,
            $"The server answers in {MediaTypes.GraphQLResponse}, {MediaTypes.Json} or {MediaTypes.EventStream}."
        );

    private static RequestFault NotAStream { get; } =
        new(StatusCodes.Status406NotAcceptable, TransportCodes.NotAcceptable, $"A batch is answered in JSON: one stream carries one operation.");

    private static RequestFault NeedsSocket { get; } =
        new(
            StatusCodes.Status400BadRequest,
            TransportCodes.NeedsSocket,
            $"A subscription is a stream: ask for it with Accept: {MediaTypes.EventStream} (graphql-sse), or over a WebSocket with the protocol graphql-transport-ws."
        );
}
