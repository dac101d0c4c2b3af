using System.Globalization;
using GraphQL;
using Lintel.Schema;
using Lintel.Schema.Shared.Errors;

namespace Lintel.Server.Transport.Http;

/// <summary>Writes a result with the status code its media type asks for.</summary>
internal sealed class ResponseWriter(IGraphQLTextSerializer serializer)
{
    private const string JsonInUtf8 = $"{MediaTypes.Json}; charset=utf-8";
    private const string GraphQLResponseInUtf8 = $"{MediaTypes.GraphQLResponse}; charset=utf-8";

    public async Task WriteAsync(HttpContext context, ExecutionResult result, int status, string mediaType)
    {
        var response = context.Response;
        response.StatusCode = status;
        WriteHeaders(response, mediaType);
        if (status == StatusCodes.Status405MethodNotAllowed)
            response.Headers.Allow = HttpMethods.IsGet(context.Request.Method) ? "POST" : "GET, POST";

        if (status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer";

        await using var body = response.BodyWriter.AsStream(leaveOpen: true);
        await serializer.WriteAsync(body, result, context.RequestAborted);
        await body.FlushAsync(context.RequestAborted);
    }

    /// <summary>Writes a response that is finished already.</summary>
    public static async Task WriteAsync(HttpContext context, PlannedAnswer answer, string mediaType)
    {
        var response = context.Response;
        WriteHeaders(response, mediaType);
        response.ContentLength = answer.Utf8.Length;
        await response.BodyWriter.WriteAsync(answer.Utf8, context.RequestAborted);
    }

    /// <summary>Says when to come again, where a fault knows.</summary>
    public static void WriteRetryAfter(HttpResponse response, RequestFault fault)
    {
        if (fault.RetryAfterSeconds is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
    }

    private static void WriteHeaders(HttpResponse response, string mediaType)
    {
        response.ContentType = mediaType == MediaTypes.Json ? JsonInUtf8 : GraphQLResponseInUtf8;
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = "Accept";
        response.Headers.XContentTypeOptions = "nosniff";
    }

    /// <summary>
    /// A result that was executed is a 200 in both media types, errors or not. One that was refused is a 200 in plain JSON, whose
    /// clients look for <c>errors</c>, and an error status in the newer type.
    /// </summary>
    public static int Status(ExecutionResult result, string mediaType)
    {
        if (result.Executed)
            return StatusCodes.Status200OK;
        if (AnyHas(result, ErrorCodes.QueryOnly))
            return StatusCodes.Status405MethodNotAllowed;
        if (AnyHas(result, ErrorCodes.Internal))
            return StatusCodes.Status500InternalServerError;
        if (mediaType == MediaTypes.Json)
            return StatusCodes.Status200OK;
        if (AnyHas(result, ErrorCodes.Unauthenticated))
            return StatusCodes.Status401Unauthorized;
        return AnyHas(result, ErrorCodes.Forbidden) || AnyHas(result, ErrorCodes.DocumentNotTrusted)
            ? StatusCodes.Status403Forbidden
            : StatusCodes.Status400BadRequest;
    }

    private static bool AnyHas(ExecutionResult result, string code) =>
        result.Errors?.Any(error => string.Equals(error.Code, code, StringComparison.Ordinal)) == true;
}
