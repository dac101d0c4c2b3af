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

        try
        {
            return Read(RequestMembers.Of(body));
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

    private ReadRequest Read(in RequestMembers members)
    {
        if (WrongDocument(members) is { } document)
            return document;
        if (Wrong(members.OperationName, "operationName", JsonValueKind.String) is { } name)
            return name;
        if (Wrong(members.Variables, "variables", JsonValueKind.Object) is { } variables)
            return variables;
        if (Wrong(members.Extensions, "extensions", JsonValueKind.Object) is { } extensions)
            return extensions;

        if (members.Variables is { } given && JsonMarshal.GetRawUtf8Value(given).Length is var bytes && bytes > limits.Value.VariableBytes)
        {
            return new RequestFault(
                StatusCodes.Status413PayloadTooLarge,
                TransportCodes.TooLarge,
                string.Create(CultureInfo.InvariantCulture, $"The variables are larger than the {limits.Value.VariableBytes} bytes the server takes.")
            );
        }

        return new GraphQLRequest
        {
            Query = members.Query?.GetString(),
            DocumentId = members.DocumentId?.GetString(),
            OperationName = members.OperationName?.GetString(),
            Variables = Inputs(members.Variables),
            Extensions = Inputs(members.Extensions),
        };
    }

    /// <summary>A document comes as such, or by an id, or by a hash in the extension persistedQuery, which may have it beside it.</summary>
    private static RequestFault? WrongDocument(in RequestMembers members)
    {
        if (Wrong(members.DocumentId, "documentId", JsonValueKind.String) is { } id)
            return id;

        var hasId = members.DocumentId is not null;
        if (members.Query is { ValueKind: JsonValueKind.String })
            return hasId ? RequestFault.Malformed("Send either 'query' or 'documentId', not both.") : null;

        var isNamed =
            hasId
            || (
                members.Extensions is { ValueKind: JsonValueKind.Object } extensions
                && extensions.TryGetProperty("persistedQuery", out var hash)
                && hash.ValueKind != JsonValueKind.Null
            );
        return isNamed && members.Query is null ? null : RequestFault.Malformed("The parameter 'query' is required and must be a string.");
    }

    private static RequestFault Refused(string message) => new(StatusCodes.Status400BadRequest, TransportCodes.Batch, message);

    private static RequestFault? Wrong(JsonElement? member, string name, JsonValueKind expected) =>
        member is { } value && value.ValueKind != expected
            ? RequestFault.Malformed($"The parameter '{name}' must be {(expected == JsonValueKind.Object ? "an object" : "a string")} or null.")
            : null;

    private Inputs? Inputs(JsonElement? member) => member is { } value ? serializer.ReadNode<Inputs>(value) : null;

    /// <summary>What a request may say, each once: of two members of one name the last, and null as if it were not there.</summary>
    private readonly record struct RequestMembers
    {
        public JsonElement? Query { get; private init; }
        public JsonElement? DocumentId { get; private init; }
        public JsonElement? OperationName { get; private init; }
        public JsonElement? Variables { get; private init; }
        public JsonElement? Extensions { get; private init; }

        public static RequestMembers Of(JsonElement body)
        {
            JsonElement? query = null;
            JsonElement? documentId = null;
            JsonElement? operationName = null;
            JsonElement? variables = null;
            JsonElement? extensions = null;
            foreach (var member in body.EnumerateObject())
            {
                JsonElement? value = member.Value.ValueKind == JsonValueKind.Null ? null : member.Value;
                if (member.NameEquals("query"u8))
                    query = value;
                else if (member.NameEquals("variables"u8))
                    variables = value;
                else if (member.NameEquals("operationName"u8))
                    operationName = value;
                else if (member.NameEquals("extensions"u8))
                    extensions = value;
                else if (member.NameEquals("documentId"u8))
                    documentId = value;
            }

            return new RequestMembers
            {
                Query = query,
                DocumentId = documentId,
                OperationName = operationName,
                Variables = variables,
                Extensions = extensions,
            };
        }
    }
}
