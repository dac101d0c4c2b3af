using System.Text;
using System.Text.Json;
using GraphQL;
using GraphQL.Transport;
using GraphQLParser;
using GraphQLParser.AST;
using Lintel.Domain;
using Lintel.Domain.Webhooks;
using Lintel.Schema.Documents;
using Lintel.Schema.Shared.Errors;
using Lintel.Schema.Shared.Streaming;
using Microsoft.Extensions.DependencyInjection;

namespace Lintel.Schema.Webhooks;

/// <summary>
/// What is sent to an endpoint: the result of its subscription for one event, for its owner as it is now. The subscription reads the log from a place on
/// like one that resumes there, so it is authorised, filtered and narrowed like any other.
/// </summary>
public sealed class WebhookPayloads(IServiceProvider services, IGraphQLTextSerializer serializer)
{
    private const string Field = "dealAlerts";

    /// <summary>Arguments by which a subscriber says where it begins: an endpoint has its own position.</summary>
    private static readonly string[] Beginnings = ["after", "snapshot"];

    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 64 };

    /// <summary>
    /// What stands first behind a place in the log for an endpoint: so many payloads at most, in order, or what is to be known before there can be one. There
    /// is always something; what follows it is found by reading on from there.
    /// </summary>
    public async Task<IReadOnlyList<WebhookReading>> ReadAsync(
        WebhookEndpoint endpoint,
        Viewer owner,
        long after,
        int most,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(owner);
        // It runs to its end, whoever's account changes meanwhile: who sends it looks at the owner again.
        var viewer = owner with
        {
            AccessEpoch = null,
        };
        if (!await MayRunAsync(endpoint.Document, viewer, cancellationToken))
        {
            return [WebhookReading.Refused];
        }

        var request = new GraphQLRequest { Query = endpoint.Document, Variables = VariablesOf(endpoint.Variables) };
        var result = await Engine.ReadStretchAsync(request, viewer, new LogStretch(after, most), cancellationToken);
        if (result.Streams is not { Count: 1 } streams)
        {
            return result.Errors?.OfType<EventPositionError>().FirstOrDefault() is { } lost ? [WebhookReading.Of(lost)]
                : result.Errors?.Any(error => error.Code == ErrorCodes.Internal) == true ? [WebhookReading.Broken(null)]
                : [WebhookReading.Refused];
        }

        try
        {
            var told = await ResultsOfStream.WaitAsync(streams.Values.Single(), cancellationToken);
            return told.Count == 0 ? [WebhookReading.Nothing] : [.. told.Select(ReadingOf)];
        }
        catch (EventPositionError lost)
        {
            return [WebhookReading.Of(lost)];
        }
    }

    /// <summary>What is wrong with a document and its variables for an owner; empty: nothing.</summary>
    internal async Task<IReadOnlyList<UserError>> JudgeAsync(string document, string? variables, Viewer owner, CancellationToken cancellationToken)
    {
        List<UserError> problems = [];
        if (document.Length > WebhookEndpoint.LongestDocument)
        {
            problems.Add(InvalidInput.TooLong(WebhookEndpoint.LongestDocument, "document"));
        }

        if (variables?.Length > WebhookEndpoint.LongestVariables)
        {
            problems.Add(InvalidInput.TooLong(WebhookEndpoint.LongestVariables, "variables"));
        }
        else if (!IsObject(variables))
        {
            problems.Add(InvalidInput.Malformed("a JSON object", "variables"));
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        if (!await MayRunAsync(document, owner, cancellationToken))
        {
            return [new InvalidInput(InputCodes.DocumentInvalid, "You may have trusted documents only; publish it first.", ["document"])];
        }

        var request = new GraphQLRequest { Query = document, Variables = VariablesOf(variables) };
        var errors = await Engine.JudgeAsync(request, owner, cancellationToken);
        return errors.Count > 0
                ? [.. errors.Select(error => new InvalidInput(InputCodes.DocumentInvalid, $"{error.Code}: {error.Message}", ["document"]))]
            : FaultOf(document) is { } fault ? [new InvalidInput(InputCodes.DocumentInvalid, fault, ["document"])]
            : [];
    }

    private WebhookReading ReadingOf(ExecutionResult told) =>
        told switch
        {
            StreamedResult { Errors: null or { Count: 0 } } item => new WebhookReading(
                WebhookReadingKind.Payload,
                item.Position.Sequence,
                Encoding.UTF8.GetBytes(serializer.Serialize<ExecutionResult>(item))
            ),
            StreamedResult broken => WebhookReading.Broken(broken.Position.Sequence),
            _ => WebhookReading.Broken(null),
        };

    private GraphQLEngine Engine => services.GetRequiredService<GraphQLEngine>();

    private ValueTask<bool> MayRunAsync(string document, Viewer viewer, CancellationToken cancellationToken) =>
        services.GetRequiredService<RequestDocuments>().MayRunAsync(document, viewer, cancellationToken);

    /// <summary>What a valid document must be besides.</summary>
    private static string? FaultOf(string document)
    {
        var operations = Parser.Parse(document).Definitions.OfType<GraphQLOperationDefinition>().ToList();
        return operations is not [{ Operation: OperationType.Subscription } operation]
            || operation.SelectionSet.Selections is not [GraphQLField field]
            || field.Name.Value != Field
                ? $"The document must have one operation, a subscription to {Field}."
            : field.Arguments?.Any(argument => Beginnings.Contains(argument.Name.StringValue, StringComparer.Ordinal)) == true
                ? $"{Field} takes no {string.Join(" and no ", Beginnings)} here: the endpoint has its own position."
            : null;
    }

    private static bool IsObject(string? variables)
    {
        if (variables is null)
        {
            return true;
        }

        try
        {
            using var parsed = JsonDocument.Parse(variables, Shallow);
            return parsed.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private Inputs VariablesOf(string? variables) => variables is null ? Inputs.Empty : serializer.Deserialize<Inputs>(variables) ?? Inputs.Empty;
}

/// <summary>What was found behind a place in the log.</summary>
public enum WebhookReadingKind
{
    /// <summary>An event, and what is sent of it.</summary>
    Payload,

    /// <summary>No event up to the end of the log.</summary>
    Nothing,

    /// <summary>The document does not run for the owner.</summary>
    Refused,

    /// <summary>Events behind it are not kept any more.</summary>
    NotRetained,

    /// <summary>It broke.</summary>
    Broken,
}

/// <summary>What was found behind a place in the log.</summary>
/// <param name="Kind">Whether there is something.</param>
/// <param name="Sequence">The event; null: there is none, or it is not known.</param>
/// <param name="Body">What is sent: the result as JSON.</param>
public sealed record WebhookReading(WebhookReadingKind Kind, long? Sequence, ReadOnlyMemory<byte> Body)
{
    internal static WebhookReading Nothing { get; } = new(WebhookReadingKind.Nothing, null, default);
    internal static WebhookReading Refused { get; } = new(WebhookReadingKind.Refused, null, default);

    /// <summary>What a place is at which the log cannot be read: where it does not reach it yet, there is nothing to send.</summary>
    internal static WebhookReading Of(EventPositionError lost) =>
        lost.Code == ErrorCodes.PositionNotRetained ? new WebhookReading(WebhookReadingKind.NotRetained, null, default) : Nothing;

    internal static WebhookReading Broken(long? sequence) => new(WebhookReadingKind.Broken, sequence, default);
}
