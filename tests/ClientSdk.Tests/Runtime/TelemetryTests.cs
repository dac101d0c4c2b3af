using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Lintel.ClientSdk.Tests.Runtime;

/// <summary>What OpenTelemetry sees of a client: operations and outcomes, and nothing of what was asked or answered.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task An_operation_is_a_span_and_a_measurement_with_its_outcome()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Answer("""{"data":{"node":null}}""").Answer("""{"errors":[{"message":"secret","extensions":{"code":"FORBIDDEN"}}]}""");
        ConcurrentQueue<Activity> spans = new();
        ConcurrentQueue<(string Instrument, string Outcome)> measured = new();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Lintel.Client",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.DisplayName == "query GetNode")
                    spans.Enqueue(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "Lintel.Client")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        using var root = new Activity("this test").Start();
        meters.SetMeasurementEventCallback<double>(
            (instrument, _, tags, _) =>
            {
                if (Activity.Current?.RootId == root.RootId)
                    measured.Enqueue((instrument.Name, tags.ToArray().Single(tag => tag.Key == "lintel.client.outcome").Value!.ToString()!));
            }
        );
        meters.Start();
        var client = server.Client(builder => builder.UseToken("token-of-somebody"));

        await client.GetNode.ExecuteAsync("id-of-something");
        await client.GetNode.ExecuteAsync("id-of-something");

        var own = spans.Where(span => span.RootId == root.RootId).ToList();
        Assert.Equal([ActivityStatusCode.Unset, ActivityStatusCode.Error], own.Select(span => span.Status));
        Assert.Equal(["ok", "FORBIDDEN"], measured.Select(one => one.Outcome));
        Assert.All(measured, one => Assert.Equal("lintel.client.operation.duration", one.Instrument));
        var said = string.Join(' ', own.SelectMany(span => span.TagObjects).Select(tag => $"{tag.Key}={tag.Value}"));
        Assert.DoesNotContain("of-some", said, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", said, StringComparison.Ordinal);
    }
}
