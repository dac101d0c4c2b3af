using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Lintel.Server.Transport.Http;

/// <summary>From an HTTP request to a GraphQL request: POST with a JSON body, GET with URL parameters.</summary>
internal sealed class HttpRequestReader(GraphQLRequestReader reader, IOptions<TransportLimits> limits)
{
    private readonly JsonDocumentOptions _json = new() { MaxDepth = limits.Value.JsonDepth };

    /// <summary>The parameters stand in an object of their own.</summary>
    private readonly JsonDocumentOptions _parameter = new() { MaxDepth = limits.Value.JsonDepth - 1 };

    public async Task<ReadRequest> ReadPostAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!IsUtf8Json(request))
        {
            return new RequestFault(
                StatusCodes.Status415UnsupportedMediaType,
                TransportCodes.MediaType,
                "Send the request as application/json in UTF-8, uncompressed."
            );
        }

        try
        {
            var body = request.BodyReader;
            var got = await body.ReadAsync(cancellationToken);
            while (!got.IsCompleted)
            {
                body.AdvanceTo(got.Buffer.Start, got.Buffer.End);
                got = await body.ReadAsync(cancellationToken);
            }

            try
            {
                return Read(got.Buffer);
            }
            finally
            {
                body.AdvanceTo(got.Buffer.End);
            }
        }
        catch (BadHttpRequestException fault)
        {
            return fault.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => new RequestFault(
                    fault.StatusCode,
                    TransportCodes.TooLarge,
                    "The body is larger than the server takes."
                ),
                StatusCodes.Status408RequestTimeout => new RequestFault(fault.StatusCode, TransportCodes.BodyTooSlow, "The body came too slowly."),
                _ => RequestFault.Malformed("The body could not be read."),
            };
        }
    }

    public ReadRequest ReadGet(HttpRequest request)
    {
        var body = new JsonObject();
        foreach (var name in (string[])["query", "documentId", "operationName"])
        {
            if (request.Query[name] is [{ } text])
                body[name] = text;
        }

        foreach (var name in (string[])["variables", "extensions"])
        {
            if (request.Query[name] is not [{ Length: > 0 } json])
                continue;

            try
            {
                body[name] = JsonNode.Parse(json, documentOptions: _parameter);
            }
            catch (JsonException)
            {
                return JsonNesting.Exceeds(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(json)), _parameter.MaxDepth)
                    ? JsonNesting.TooDeep(_json.MaxDepth)
                    : RequestFault.Malformed("The URL parameters 'variables' and 'extensions' must be JSON.");
            }
        }

        using var document = JsonSerializer.SerializeToDocument(body);
        return reader.Read(document.RootElement);
    }

    private ReadRequest Read(ReadOnlySequence<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, _json);
            return reader.ReadOneOrMore(document.RootElement);
        }
        catch (JsonException)
        {
            return JsonNesting.Exceeds(body, _json.MaxDepth)
                ? JsonNesting.TooDeep(_json.MaxDepth)
                : RequestFault.Malformed("The body is not valid JSON.");
        }
    }

    private static bool IsUtf8Json(HttpRequest request) =>
        request.Headers.ContentEncoding.Count == 0
        && (request.ContentType is MediaTypes.Json || (MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && IsUtf8Json(type)));

    private static bool IsUtf8Json(MediaTypeHeaderValue type) =>
        type.MediaType.Equals(MediaTypes.Json, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
