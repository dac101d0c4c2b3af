using System.Diagnostics;
using System.Diagnostics.Metrics;
using GraphQL;
using GraphQL.Execution;
using GraphQLParser.AST;
using Lintel.Schema.Shared.Errors;
using Lintel.Schema.Shared.Reading;

namespace Lintel.Schema.Shared.Telemetry;

/// <summary>One operation under way, from its span's start to the one word that ends it.</summary>
internal sealed class OperationWatch
{
    /// <summary>It ran without an error.</summary>
    public const string Ok = "ok";

    /// <summary>It ran, and fields of it have errors.</summary>
    public const string Errors = "errors";

    /// <summary>Nothing of it ran.</summary>
    public const string Refused = "refused";

    /// <summary>Something broke on our side.</summary>
    public const string Broken = "broken";

    /// <summary>The caller went away.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>It took longer than it may.</summary>
    public const string TimedOut = "timed_out";

    /// <summary>The way of what was refused before there was one.</summary>
    public const string NoWay = "none";

    /// <summary>The name of a span whose document has no operation, or was not looked at.</summary>
    private const string Unknown = "GraphQL Operation";

    /// <summary>A caller may name an operation as it likes; the rest of a longer name is left out.</summary>
    private const int LongestName = 100;

    private readonly Histogram<double> _duration;
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly Activity? _span;
    private string? _type;

    public OperationWatch(
        ActivitySource source,
        Histogram<double> duration,
        TimeProvider clock,
        ActivityContext caller,
        GraphQLOperationDefinition? operation
    )
    {
        (_duration, _clock, _start) = (duration, clock, clock.GetTimestamp());
        _span = source.StartActivity(TypeOf(operation) ?? Unknown, ActivityKind.Server, caller);
        Is(operation);
    }

    /// <summary>Which operation it is, once that is known.</summary>
    public void Is(GraphQLOperationDefinition? operation)
    {
        _type = TypeOf(operation);
        if (_type is null || _span is not { IsAllDataRequested: true })
        {
            return;
        }

        _span.DisplayName = _type;
        _span.SetTag("graphql.operation.type", _type);
        if (operation?.Name is { } name)
        {
            var value = name.Value.Span;
            _span.SetTag("graphql.operation.name", value[..Math.Min(value.Length, LongestName)].ToString());
        }
    }

    /// <summary>It was answered by a plan that was known.</summary>
    public void EndKnown() => End(ReadMetrics.Known, Ok, null);

    /// <summary>It has a result.</summary>
    public void End(ExecutionResult result)
    {
        var errors = result.Errors is { Count: > 0 } some ? some : null;
        var ran = result.Executed || result.Streams is not null;
        var outcome =
            errors is null ? Ok
            : errors.Any(error => error is UnhandledError) ? Broken
            : ran ? Errors
            : Refused;
        var way =
            !ran ? NoWay
            : result.Data is PlannedJson ? ReadMetrics.Planned
            : ReadMetrics.Engine;
        End(way, outcome, outcome == Broken ? ErrorCodes.Internal : errors?[0].Code);
    }

    /// <summary>It came to no result.</summary>
    public void End(Exception fault, IExecutionLimit? limit)
    {
        if (limit is { IsOver: true })
        {
            End(NoWay, TimedOut, ErrorCodes.ExecutionTimedOut);
        }
        else if (fault is OperationCanceledException)
        {
            End(NoWay, Cancelled, null);
        }
        else
        {
            End(NoWay, Broken, ErrorCodes.Internal);
        }
    }

    /// <summary>It is asked again another way, which has a watch of its own.</summary>
    public void Forget()
    {
        if (_span is not null)
        {
            _span.IsAllDataRequested = false;
            _span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            _span.Dispose();
        }
    }

    private void End(string way, string outcome, string? code)
    {
        if (_duration.Enabled)
        {
            var tags = new TagList { { "way", way }, { "outcome", outcome } };
            if (_type is not null)
            {
                tags.Add("graphql.operation.type", _type);
            }

            if (code is not null)
            {
                tags.Add("error.type", code);
            }

            _duration.Record(_clock.GetElapsedTime(_start).TotalSeconds, tags);
        }

        if (_span is { IsAllDataRequested: true })
        {
            _span.SetTag("way", way);
            _span.SetTag("outcome", outcome);
            if (code is not null)
            {
                _span.SetTag("error.type", code);
            }

            if (outcome == Broken)
            {
                // No description: what an exception says may quote a value.
                _span.SetStatus(ActivityStatusCode.Error);
            }
        }

        _span?.Dispose();
    }

    private static string? TypeOf(GraphQLOperationDefinition? operation) =>
        operation?.Operation switch
        {
            OperationType.Query => "query",
            OperationType.Mutation => "mutation",
            OperationType.Subscription => "subscription",
            _ => null,
        };
}
