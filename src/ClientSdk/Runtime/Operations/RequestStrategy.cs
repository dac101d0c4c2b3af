namespace Lintel.Client;

/// <summary>How an operation's document reaches the server.</summary>
public enum RequestStrategy
{
    /// <summary>Its whole text goes with each request.</summary>
    FullText,

    /// <summary>
    /// Its id goes: <c>sha256:</c> and the hash, as it was published with the manifest that <c>lintel-sdk generate --manifest</c> writes.
    /// A server that does not know it gets the text.
    /// </summary>
    PersistedDocument,

    /// <summary>Its hash goes, by Apollo's protocol of automatic persisted queries; a server that does not know it gets the text with it, and knows it then.</summary>
    AutomaticPersistedQuery,
}
