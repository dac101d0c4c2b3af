namespace Lintel.WebhookReceiver;

/// <summary>How the receiver answers a message.</summary>
public enum Behaviour
{
    /// <summary>Keeps it and answers 204; 401 where no signature is right.</summary>
    Take,

    /// <summary>Answers 500.</summary>
    Fail,

    /// <summary>Never answers.</summary>
    Hang,

    /// <summary>Waits until it is told another behaviour, and answers by that.</summary>
    Hold,

    /// <summary>Redirects to itself.</summary>
    Redirect,

    /// <summary>Answers 200 with a body that never ends.</summary>
    Endless,

    /// <summary>Answers 410: it wants no more.</summary>
    Gone,
}
