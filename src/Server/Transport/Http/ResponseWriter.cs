using System.Globalization;
using GraphQL;
using Lintel.Schema;
using Lintel.Schema.Shared.Errors;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace Lintel.Server.Transport.Http;

/// <summary>Writes an answer with the status code its media type asks for, and says who may keep it.</summary>
internal sealed class ResponseWriter(IGraphQLTextSerializer serializer, IResponseCompressionProvider compression, IOptions<TransportLimits> limits)
{
    private const string JsonInUtf8 = $"{MediaTypes.Json}; charset=utf-8";
    private const string GraphQLResponseInUtf8 = $"{MediaTypes.GraphQLResponse}; charset=utf-8";

    private readonly string _public = string.Create(CultureInfo.InvariantCulture, $"public, max-age={limits.Value.PublicCacheSeconds}");

    public async Task WriteAsync(HttpContext context, ExecutionResult result, int status, string mediaType)
    {
        if (
            status == StatusCodes.Status200OK
            && result is { Errors: null or { Count: 0 } } and not PricedResult
            && HttpMethods.IsGet(context.Request.Method)
        )
        {
            // It differs each time, so an answer with it could not be kept.
            result.Extensions = null;
            using var whole = new MemoryStream();
            await serializer.WriteAsync(whole, result, context.RequestAborted);
            await WriteKeepableAsync(context, whole.GetBuffer().AsMemory(0, (int)whole.Length), mediaType);
            return;
        }

        var response = context.Response;
        response.StatusCode = status;
        WriteHeaders(response, mediaType);
        if (status == StatusCodes.Status405MethodNotAllowed)
            response.Headers.Allow = HttpMethods.IsGet(context.Request.Method) ? "POST" : "GET, POST";

        if (status == StatusCodes.Status429TooManyRequests && RetryAfterOf(result) is { } seconds)
            response.Headers.RetryAfter = seconds;

        if (status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer";

        await using var body = response.BodyWriter.AsStream(leaveOpen: true);
        await serializer.WriteAsync(body, result, context.RequestAborted);
        await body.FlushAsync(context.RequestAborted);
    }

    /// <summary>Writes a response that is finished already.</summary>
    public Task WriteAsync(HttpContext context, PlannedAnswer answer, string mediaType)
    {
        if (HttpMethods.IsGet(context.Request.Method))
            return WriteKeepableAsync(context, answer.Utf8, mediaType);

        WriteHeaders(context.Response, mediaType);
        return WriteBodyAsync(context, answer.Utf8WithCost);
    }

    /// <summary>Writes the answers of a batch, which ran whatever became of its operations.</summary>
    public static Task WriteAsync(HttpContext context, BatchAnswers answers, string mediaType)
    {
        WriteHeaders(context.Response, mediaType);
        return WriteBodyAsync(context, answers.Utf8);
    }

    public Task SerializeAsync(Stream json, ExecutionResult result, CancellationToken cancellationToken) =>
        serializer.WriteAsync(json, result, cancellationToken);

    /// <summary>Writes what a query by GET was answered without an error, or that the caller has it already.</summary>
    private Task WriteKeepableAsync(HttpContext context, ReadOnlyMemory<byte> json, string mediaType)
    {
        var response = context.Response;
        WriteHeaders(response, mediaType);
        // Who signs in with nothing is nobody, and all answers to nobody are the same.
        response.Headers.CacheControl = context.Request.Headers.Authorization.Count == 0 ? _public : "private, no-cache";
        var tag = EntityTag.Of(json.Span, mediaType, EncodingOf(context));
        response.Headers.ETag = tag;
        if (EntityTag.IsIn(context.Request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            response.ContentType = null;
            return Task.CompletedTask;
        }

        return WriteBodyAsync(context, json);
    }

    /// <summary>Says when to come again, where a fault knows.</summary>
    public static void WriteRetryAfter(HttpResponse response, RequestFault fault)
    {
        if (fault.RetryAfterSeconds is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
    }

    private static async Task WriteBodyAsync(HttpContext context, ReadOnlyMemory<byte> json)
    {
        context.Response.ContentLength = json.Length;
        await context.Response.BodyWriter.WriteAsync(json, context.RequestAborted);
    }

    /// <summary>What the answer will be compressed with; null: nothing.</summary>
    private string? EncodingOf(HttpContext context) =>
        compression.CheckRequestAcceptsCompression(context) && compression.ShouldCompressResponse(context)
            ? compression.GetCompressionProvider(context)?.EncodingName
            : null;

    private static void WriteHeaders(HttpResponse response, string mediaType)
    {
        response.ContentType = mediaType == MediaTypes.Json ? JsonInUtf8 : GraphQLResponseInUtf8;
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = "Accept, Authorization, Accept-Encoding";
    }

    /// <summary>
    /// A result that was executed is a 200 in both media types, errors or not. One that was refused is a 200 in plain JSON, whose
    /// clients look for <c>errors</c>, and an error status in the newer type.
    /// </summary>
    public static int Status(ExecutionResult result, string mediaType)
    {
        if (result.Executed || result is PricedResult)
            return StatusCodes.Status200OK;
        if (AnyHas(result, ErrorCodes.QueryOnly))
            return StatusCodes.Status405MethodNotAllowed;
        if (AnyHas(result, ErrorCodes.Internal))
            return StatusCodes.Status500InternalServerError;
        if (AnyHas(result, ErrorCodes.ExecutionTimedOut))
            return StatusCodes.Status504GatewayTimeout;
        if (AnyHas(result, ErrorCodes.BudgetExhausted))
            return StatusCodes.Status429TooManyRequests;
        if (mediaType == MediaTypes.Json)
            return StatusCodes.Status200OK;
        if (AnyHas(result, ErrorCodes.Unauthenticated))
            return StatusCodes.Status401Unauthorized;
        return AnyHas(result, ErrorCodes.Forbidden) || AnyHas(result, ErrorCodes.DocumentNotTrusted)
            ? StatusCodes.Status403Forbidden
            : StatusCodes.Status400BadRequest;
    }

    private static string? RetryAfterOf(ExecutionResult result) =>
        result
            .Errors?.Select(error => error.Extensions is { } more && more.TryGetValue("retryAfter", out var seconds) ? seconds : null)
            .OfType<long>()
            .Select(seconds => seconds.ToString(CultureInfo.InvariantCulture))
            .FirstOrDefault();

    private static bool AnyHas(ExecutionResult result, string code) =>
        result.Errors?.Any(error => string.Equals(error.Code, code, StringComparison.Ordinal)) == true;
}
