using System.ComponentModel.DataAnnotations;

namespace Lintel.Data.Webhooks;

/// <summary>How messages are sent to webhook endpoints.</summary>
public sealed class WebhookOptions
{
    public const string Section = "Lintel:Webhooks";

    /// <summary>This server sends. Where several serve one database, some may leave it to the others. Default: true.</summary>
    public bool Deliver { get; set; } = true;

    /// <summary>
    /// Endpoints may be on the server's own machine, there also over http. For development and tests: whoever makes an endpoint then reaches what only this
    /// machine should. Default: false.
    /// </summary>
    public bool AllowLoopback { get; set; }

    /// <summary>How long one attempt may take, from the look-up of the name to the end of the answer. Default: 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Endpoints that one server sends to at a time. Default: 64.</summary>
    [Range(1, 1000)]
    public int Parallel { get; set; } = 64;

    /// <summary>How often a server looks for attempts that are due, when no commit woke it. Default: 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an endpoint is a server's own after its last sign of life, and so how long it waits for one that was killed.</summary>
    public static TimeSpan Lease { get; } = TimeSpan.FromSeconds(20);

    /// <summary>How often a server gives that sign while it reads or sends, however long that takes.</summary>
    public static TimeSpan Renewal { get; } = TimeSpan.FromSeconds(5);
}
