namespace Lintel.WebhookReceiver;

/// <summary>A message as it came.</summary>
public sealed record Message(string Id, string Timestamp, string Signature, string Body)
{
    /// <summary>One of its signatures is by a secret that the receiver knows.</summary>
    public bool IsVerified { get; init; }

    /// <summary>How it was answered.</summary>
    public Behaviour Answered { get; init; }
}
