using System.ComponentModel.DataAnnotations;

namespace Lintel.Data;

/// <summary>How long the server keeps what it keeps for a time only.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Lintel:Retention";

    /// <summary>
    /// How long the answer under an idempotency key is kept at least: a retry that comes later is a new request. Default: 7 days.
    /// </summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan IdempotencyKeys { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// How long it is kept which fields a version changed: who comes with an older version is told that it is stale, and not by what. Default: 30 days.
    /// </summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan VersionHistory { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How long the attempts to send messages to webhook endpoints are listed. What was not delivered is not among what is deleted: that is in the event
    /// log. Default: 30 days.
    /// </summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan WebhookDeliveries { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How long events are kept in the log; 0: for ever. Who has not read on for longer begins anew. What a webhook endpoint has not been sent is kept longer,
    /// by <see cref="WebhookBacklog"/>. Default: 90 days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan Events { get; set; } = TimeSpan.FromDays(90);

    /// <summary>
    /// How much longer events are kept that a webhook endpoint, one that is paused too, has not been sent; an endpoint that is further behind then is paused and
    /// says so. Default: 90 days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan WebhookBacklog { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How often a server looks for what is older. Default: 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Rows that are deleted in one transaction, and a few more where several are of the same instant. Default: 500.</summary>
    [Range(1, 100_000)]
    public int SweepRows { get; set; } = 500;
}
