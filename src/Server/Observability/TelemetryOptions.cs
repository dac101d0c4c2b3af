using System.ComponentModel.DataAnnotations;

namespace Lintel.Server.Observability;

/// <summary>What the standard <c>OTEL_…</c> variables do not say about telemetry.</summary>
internal sealed class TelemetryOptions
{
    public const string Section = "Lintel:Telemetry";

    /// <summary>
    /// Share of the requests that are traced, where the caller has not decided it and <c>OTEL_TRACES_SAMPLER</c> is not set. Default: 0.01: a server
    /// of 1,000 requests a second still tells ten traces a second, and durations are counted of every operation, traced or not.
    /// </summary>
    [Range(0.0, 1.0)]
    public double TracedShare { get; set; } = 0.01;

    /// <summary>
    /// Names of further meters to export, such as <c>Microsoft.AspNetCore.Hosting</c> (HTTP requests) and <c>Npgsql</c> (commands). Default: none, since
    /// these two together cost a small reading several percent, and operations and their commands are counted without them.
    /// </summary>
    public string[] Meters { get; set; } = [];
}
