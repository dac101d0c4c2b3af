using System.Reflection;
using Lintel.Data;
using Lintel.Data.Webhooks;
using Lintel.Schema.Shared.Telemetry;
using Lintel.Server.Hosting;
using Lintel.Server.Transport.Streams;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Lintel.Server.Observability;

/// <summary>Traces, metrics and logs over OTLP (<c>docs/observability.md</c>). Nothing of it is there unless the settings say where to.</summary>
internal static class Telemetry
{
    /// <summary>The sources of spans: what was asked, and what the database was asked for it.</summary>
    private static readonly string[] Sources = [OperationTelemetry.SourceName, "Npgsql"];

    /// <summary>Meters that cost a request little; others are asked for by <see cref="TelemetryOptions.Meters"/>.</summary>
    private static readonly string[] Meters =
    [
        OperationTelemetry.MeterName,
        DatabaseMetrics.MeterName,
        StreamMetrics.MeterName,
        WebhookMetrics.MeterName,
        "Microsoft.AspNetCore.Server.Kestrel",
        "System.Runtime",
    ];

    /// <summary>
    /// Series of one metric at most, what is beyond them is counted as one more. Room for all of them is taken at the start: with the 2,000 of the
    /// specification, 5 MB.
    /// </summary>
    private const int MostSeries = 200;

    public static void AddLintelTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddLintelOptions<TelemetryOptions>(TelemetryOptions.Section);
        var switches = TelemetrySwitches.Read(builder.Configuration);
        if (!switches.Any)
        {
            return;
        }

        builder.Services.AddOpenTelemetry().ConfigureResource(Describe).UseOtlpExporter();
        if (switches.Traces)
        {
            var hasSampler = builder.Configuration["OTEL_TRACES_SAMPLER"] is { Length: > 0 };
            builder.Services.AddOpenTelemetry().WithTracing(traces => Trace(traces, hasSampler));
        }

        if (switches.Metrics)
        {
            builder
                .Services.AddOpenTelemetry()
                .WithMetrics(metrics =>
                {
                    metrics.AddMeter(Meters);
                    metrics.AddView(_ => new MetricStreamConfiguration { CardinalityLimit = MostSeries });
                    if (metrics is IDeferredMeterProviderBuilder deferred)
                    {
                        deferred.Configure(
                            (services, builder) => builder.AddMeter(services.GetRequiredService<IOptions<TelemetryOptions>>().Value.Meters)
                        );
                    }
                });
        }

        if (switches.Logs)
        {
            // The line as a person reads it, beside the parts it was made of.
            builder.Services.Configure<OpenTelemetryLoggerOptions>(logs => logs.IncludeFormattedMessage = true);
        }
        else
        {
            builder.Logging.AddFilter<OpenTelemetryLoggerProvider>(category: null, LogLevel.None);
        }
    }

    /// <summary>Who speaks; the standard variables have the last word.</summary>
    private static void Describe(ResourceBuilder resource) =>
        resource
            .Clear()
            .AddService(
                "lintel",
                serviceVersion: typeof(Telemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            )
            .AddTelemetrySdk()
            .AddEnvironmentVariableDetector();

    private static void Trace(TracerProviderBuilder traces, bool hasSampler)
    {
        traces.AddSource(Sources).AddProcessor<DiscreetSpans>();
        if (!hasSampler)
        {
            traces.SetSampler(services => new ParentBasedSampler(
                new TraceIdRatioBasedSampler(services.GetRequiredService<IOptions<TelemetryOptions>>().Value.TracedShare)
            ));
        }
    }
}
