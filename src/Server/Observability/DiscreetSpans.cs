using System.Diagnostics;
using OpenTelemetry;

namespace Lintel.Server.Observability;

/// <summary>
/// Keeps back what spans of others would tell of a caller: the query of an address, where a GET has its document and variables, and a statement that
/// failed, whose span has the exception in it, and that may quote a value. The failure is told by the span of the operation, and by the log.
/// </summary>
internal sealed class DiscreetSpans : BaseProcessor<Activity>
{
    private const string AddressQuery = "url.query";
    private const string Statements = "Npgsql";

    public override void OnEnd(Activity data)
    {
        if (data.GetTagItem(AddressQuery) is not null)
        {
            data.SetTag(AddressQuery, value: null);
        }

        if (data.Status == ActivityStatusCode.Error && data.Source.Name == Statements)
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }
}
