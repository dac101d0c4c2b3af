using System.Diagnostics;
using System.Diagnostics.Metrics;
using Lintel.Client.Operations;

namespace Lintel.Client.Telemetry;

/// <summary>
/// Spans and instruments of the source <c>Lintel.Client</c>. They name operations and error codes, never variables, tokens or data.
/// </summary>
internal static class ClientTelemetry
{
    public const string Name = "Lintel.Client";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "lintel.client.operation.duration",
        "s",
        "Time from the call of a query or mutation to its result."
    );

    private static readonly Counter<long> Items = Meter.CreateCounter<long>(
        "lintel.client.subscription.items",
        "{item}",
        "Items that subscriptions gave to their callers."
    );

    private static readonly Counter<long> Repeats = Meter.CreateCounter<long>(
        "lintel.client.subscription.repeats",
        "{item}",
        "Items that came again after a reconnection and were dropped."
    );

    private static readonly Counter<long> Losses = Meter.CreateCounter<long>(
        "lintel.client.subscription.losses",
        "{connection}",
        "Connections of subscriptions that were lost, by reason."
    );

    public static Activity? Start(OperationDocument document)
    {
        var activity = Source.StartActivity($"{Kind(document)} {document.Name}", ActivityKind.Client);
        activity?.SetTag("graphql.operation.name", document.Name);
        activity?.SetTag("graphql.operation.type", Kind(document));
        return activity;
    }

    public static void Finish(Activity? activity, OperationDocument document, IReadOnlyList<ClientError> errors, TimeSpan took)
    {
        var outcome = errors.Count == 0 ? "ok" : errors[0].Code ?? "error";
        if (errors.Count > 0)
        {
            activity?.SetStatus(ActivityStatusCode.Error, outcome);
            activity?.SetTag("error.type", outcome);
        }

        Duration.Record(took.TotalSeconds, Tag("graphql.operation.name", document.Name), Tag("lintel.client.outcome", outcome));
    }

    public static void Told(OperationDocument document) => Items.Add(1, Tag("graphql.operation.name", document.Name));

    public static void Repeated(OperationDocument document) => Repeats.Add(1, Tag("graphql.operation.name", document.Name));

    public static void Lost(OperationDocument document, int? code) =>
        Losses.Add(1, Tag("graphql.operation.name", document.Name), Tag("lintel.client.close_code", code ?? 0));

    private static KeyValuePair<string, object?> Tag(string key, object value) => new(key, value);

    private static string Kind(OperationDocument document) =>
        document.Kind switch
        {
            OperationKind.Query => "query",
            OperationKind.Mutation => "mutation",
            _ => "subscription",
        };
}
