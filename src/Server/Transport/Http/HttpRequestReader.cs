using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;

namespace Lintel.Server.Transport.Http;

/// <summary>From an HTTP request to a GraphQL request: POST with a JSON body, GET with URL parameters.</summary>
internal sealed class HttpRequestReader(GraphQLRequestReader reader)
{
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
                using var document = JsonDocument.Parse(got.Buffer);
                return reader.Read(document.RootElement);
            }
            finally
            {
                body.AdvanceTo(got.Buffer.End);
            }
        }
        catch (JsonException)
        {
            return RequestFault.Malformed("The body is not valid JSON.");
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new RequestFault(fault.StatusCode, TransportCodes.TooLarge, "The body is larger than the server takes.");
        }
        catch (BadHttpRequestException)
        {
            return RequestFault.Malformed("The body could not be read.");
        }
    }

    public ReadRequest ReadGet(HttpRequest request)
    {
        try
        {
            var body = new JsonObject();
            foreach (var name in (string[])["query", "documentId", "operationName"])
            {
                if (request.Query[name] is [{ } text])
                    body[name] = text;
            }

            foreach (var name in (string[])["variables", "extensions"])
            {
                if (request.Query[name] is [{ Length: > 0 } json])
                    body[name] = JsonNode.Parse(json);
            }

            using var document = JsonSerializer.SerializeToDocument(body);
            return reader.Read(document.RootElement);
        }
        catch (JsonException)
        {
            return RequestFault.Malformed("The URL parameters 'variables' and 'extensions' must be JSON.");
        }
    }

    private static bool IsUtf8Json(HttpRequest request) =>
        request.Headers.ContentEncoding.Count == 0
        && (request.ContentType is MediaTypes.Json || (MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && IsUtf8Json(type)));

    private static bool IsUtf8Json(MediaTypeHeaderValue type) =>
        type.MediaType.Equals(MediaTypes.Json, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
