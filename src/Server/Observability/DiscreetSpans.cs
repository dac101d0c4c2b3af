using System.Diagnostics;
using OpenTelemetry;

namespace Lintel.Server.Observability;

/// <summary>
/// Keeps back what spans of others would tell of a caller: a statement that failed has its exception in its span, and that may quote a value. The
/// failure is told by the span of the operation, and by the log.
/// </summary>
internal sealed class DiscreetSpans : BaseProcessor<Activity>
{
    private const string Statements = "Npgsql";

    public override void OnEnd(Activity data)
    {
        if (data.Status == ActivityStatusCode.Error && data.Source.Name == Statements)
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }
}
