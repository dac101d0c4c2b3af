using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using GraphQL;
using GraphQL.Transport;
using Microsoft.Extensions.Options;

namespace Lintel.Server.Transport;

/// <summary>A request to run, or the reason why there is none.</summary>
internal readonly record struct ReadRequest(GraphQLRequest? Request, RequestFault? Fault)
{
    /// <summary>Several requests in one, each with its own fault if it has one.</summary>
    public IReadOnlyList<ReadRequest>? Batch { get; init; }

    public static implicit operator ReadRequest(GraphQLRequest request) => new(request, null);

    public static implicit operator ReadRequest(RequestFault fault) => new(null, fault);
}

/// <summary>
/// Reads the members of a GraphQL request from JSON. Stricter than the serializer, which lets a null or missing query through
/// and throws on a number where a name belongs.
/// </summary>
internal sealed class GraphQLRequestReader(IGraphQLTextSerializer serializer, IOptions<TransportLimits> limits)
{
    /// <summary>Reads a request, or a batch of them where one may be sent.</summary>
    public ReadRequest ReadOneOrMore(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Array)
            return Read(body);

        var most = limits.Value.BatchOperations;
        if (most == 0)
            return Refused("Batches are switched off: send one operation per request.");
        if (body.GetArrayLength() is var length && (length == 0 || length > most))
            return Refused(string.Create(CultureInfo.InvariantCulture, $"A batch has 1 to {most} operations."));
        return new ReadRequest(null, null) { Batch = [.. body.EnumerateArray().Select(Read)] };
    }

    /// <summary>Reads one request.</summary>
    public ReadRequest Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
            return RequestFault.Malformed("The request must be a JSON object.");

        if (WrongDocument(body) is { } document)
            return document;
        if (Wrong(body, "operationName", JsonValueKind.String) is { } name)
            return name;
        if (Wrong(body, "variables", JsonValueKind.Object) is { } variables)
            return variables;
        if (Wrong(body, "extensions", JsonValueKind.Object) is { } extensions)
            return extensions;

        if (Member(body, "variables") is { } given && JsonMarshal.GetRawUtf8Value(given).Length is var bytes && bytes > limits.Value.VariableBytes)
        {
            return new RequestFault(
                StatusCodes.Status413PayloadTooLarge,
                TransportCodes.TooLarge,
                string.Create(CultureInfo.InvariantCulture, $"The variables are larger than the {limits.Value.VariableBytes} bytes the server takes.")
            );
        }

        try
        {
            return new GraphQLRequest
            {
                Query = Member(body, "query")?.GetString(),
                DocumentId = Member(body, "documentId")?.GetString(),
                OperationName = Member(body, "operationName")?.GetString(),
                Variables = Inputs(body, "variables"),
                Extensions = Inputs(body, "extensions"),
            };
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape, is JSON but no text.
            return RequestFault.Malformed("A string of the request is not valid Unicode.");
        }
        catch (ArgumentException)
        {
            // Which of the two is meant nobody knows.
            return RequestFault.Malformed("An object of 'variables' or 'extensions' has two members of one name.");
        }
    }

    /// <summary>A document comes as such, or by an id, or by a hash in the extension persistedQuery, which may have it beside it.</summary>
    private static RequestFault? WrongDocument(JsonElement body)
    {
        if (Wrong(body, "documentId", JsonValueKind.String) is { } id)
            return id;

        var hasId = Member(body, "documentId") is not null;
        if (Member(body, "query") is { } query && query.ValueKind == JsonValueKind.String)
            return hasId ? RequestFault.Malformed("Send either 'query' or 'documentId', not both.") : null;

        var isNamed =
            hasId
            || (Member(body, "extensions") is { ValueKind: JsonValueKind.Object } extensions && Member(extensions, "persistedQuery") is not null);
        return isNamed && Member(body, "query") is null ? null : RequestFault.Malformed("The parameter 'query' is required and must be a string.");
    }

    private static RequestFault Refused(string message) => new(StatusCodes.Status400BadRequest, TransportCodes.Batch, message);

    private static RequestFault? Wrong(JsonElement body, string member, JsonValueKind expected) =>
        Member(body, member) is { } value && value.ValueKind != expected
            ? RequestFault.Malformed($"The parameter '{member}' must be {(expected == JsonValueKind.Object ? "an object" : "a string")} or null.")
            : null;

    private static JsonElement? Member(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private Inputs? Inputs(JsonElement body, string name) => Member(body, name) is { } value ? serializer.ReadNode<Inputs>(value) : null;
}
