namespace Lintel.Domain.Webhooks;

/// <summary>Why a message was sent.</summary>
public enum WebhookDeliveryKind
{
    /// <summary>It was its event's turn.</summary>
    Event,

    /// <summary>Somebody asked for the event again (<c>webhookRedeliver</c>).</summary>
    Redelivery,

    /// <summary>Somebody asked for a message without an event (<c>webhookTest</c>).</summary>
    Test,
}

/// <summary>What went wrong with an attempt.</summary>
public enum WebhookFailure
{
    /// <summary>An answer other than 2xx, or one that is no HTTP. Redirects are not followed.</summary>
    Status,

    /// <summary>No whole answer in time.</summary>
    TimedOut,

    /// <summary>The name has no address.</summary>
    NameNotResolved,

    /// <summary>The name has no address that is reached over the internet; nothing was connected to.</summary>
    AddressRefused,

    /// <summary>Nobody took the connection, or it broke.</summary>
    ConnectionFailed,

    /// <summary>The certificate was not believed, or there was no common version of TLS.</summary>
    TlsFailed,

    /// <summary>The document could not be run for the event; nothing was sent.</summary>
    PayloadFailed,
}

/// <summary>One attempt to send a message to an endpoint. Kept for a time only.</summary>
public sealed class WebhookDelivery : IPart
{
    private WebhookDelivery() { }

    public Guid Id { get; private set; }
    public Guid BrandId { get; private set; }
    public Guid EndpointId { get; private set; }
    public WebhookEndpoint Endpoint { get; private set; } = null!; // EF navigation
    public WebhookDeliveryKind Kind { get; private set; }

    /// <summary>The event; null for a test.</summary>
    public long? Sequence { get; private set; }

    /// <summary>Which attempt at the event it was, from 1; 1 for what somebody asked for.</summary>
    public int Attempt { get; private set; }
    public DateTimeOffset AttemptedAt { get; private set; }

    /// <summary>It was answered 2xx.</summary>
    public bool Delivered { get; private set; }

    /// <summary>The status of the answer; null: there was none.</summary>
    public int? StatusCode { get; private set; }

    /// <summary>Null: it was delivered.</summary>
    public WebhookFailure? Failure { get; private set; }
    public long DurationMs { get; private set; }

    /// <summary>When the event is tried again; null: it was delivered, is not tried again by itself, or is not an event's turn.</summary>
    public DateTimeOffset? NextAttemptAt { get; private set; }

    public static WebhookDelivery Create(
        Guid id,
        WebhookEndpoint endpoint,
        WebhookDeliveryKind kind,
        long? sequence,
        int attempt,
        WebhookOutcome outcome,
        DateTimeOffset? nextAttemptAt
    ) =>
        new()
        {
            Id = id,
            BrandId = endpoint.BrandId,
            EndpointId = endpoint.Id,
            Kind = kind,
            Sequence = sequence,
            Attempt = attempt,
            AttemptedAt = outcome.At,
            Delivered = outcome.Delivered,
            StatusCode = outcome.StatusCode,
            Failure = outcome.Failure,
            DurationMs = (long)outcome.Took.TotalMilliseconds,
            NextAttemptAt = nextAttemptAt,
        };
}

/// <summary>How an attempt ended.</summary>
/// <param name="At">When it began.</param>
/// <param name="Took">From the look-up of the name to the end of the answer.</param>
/// <param name="StatusCode">The answer's; null: there was none.</param>
/// <param name="Failure">Null: it was delivered.</param>
public sealed record WebhookOutcome(DateTimeOffset At, TimeSpan Took, int? StatusCode, WebhookFailure? Failure)
{
    public bool Delivered => Failure is null;

    /// <summary>The receiver says that it wants no more.</summary>
    public bool IsGone => StatusCode == 410;
}
