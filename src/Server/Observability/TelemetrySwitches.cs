using Lintel.Server.Hosting;

namespace Lintel.Server.Observability;

/// <summary>
/// Which signals leave the process, by the standard variables: one is exported where an endpoint is named for it or for all, unless its exporter is
/// <c>none</c> or the whole is switched off.
/// </summary>
internal sealed record TelemetrySwitches(bool Traces, bool Metrics, bool Logs)
{
    private const string EndpointOfAll = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public bool Any => Traces || Metrics || Logs;

    public static TelemetrySwitches Read(IConfiguration settings) =>
        settings.GetValue<bool>("OTEL_SDK_DISABLED")
            ? new TelemetrySwitches(Traces: false, Metrics: false, Logs: false)
            : new TelemetrySwitches(IsOn(settings, "TRACES"), IsOn(settings, "METRICS"), IsOn(settings, "LOGS"));

    private static bool IsOn(IConfiguration settings, string signal) =>
        !string.Equals(settings[$"OTEL_{signal}_EXPORTER"], "none", StringComparison.OrdinalIgnoreCase)
        && (HasEndpoint(settings, $"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT") || HasEndpoint(settings, EndpointOfAll));

    private static bool HasEndpoint(IConfiguration settings, string name) =>
        settings[name] is { Length: > 0 } endpoint
        && (
            Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
                ? true
                : throw new ConfigurationFault($"{name} must be an http or https address, not '{endpoint}'.")
        );
}
