namespace Lintel.Domain.Webhooks;

/// <summary>What is done for an endpoint.</summary>
public enum WebhookState
{
    /// <summary>Events are sent as they commit.</summary>
    Active,

    /// <summary>Nothing is sent; the backlog is kept. <see cref="WebhookEndpoint.PauseReason"/> says why.</summary>
    Paused,

    /// <summary>Paused because an event was refused at every attempt of the schedule; the backlog is kept.</summary>
    Degraded,

    /// <summary>Nothing is sent any more, for good.</summary>
    Deleted,
}

/// <summary>Why an endpoint is paused.</summary>
public enum WebhookPauseReason
{
    /// <summary>Somebody asked for it.</summary>
    Requested,

    /// <summary>Its owner has no account in force, or another one.</summary>
    OwnerNotInForce,

    /// <summary>Its document would not run for its owner any more.</summary>
    DocumentRefused,

    /// <summary>It answered 410 Gone, by which a receiver says that it wants no more.</summary>
    Gone,

    /// <summary>Events it had not been sent are not kept any more.</summary>
    PositionNotRetained,
}
