using System.Collections.Concurrent;

namespace Lintel.Client.Operations;

/// <summary>Which documents the server did not know by name. They are sent as text for a while, then asked for again: it may have been told since.</summary>
internal sealed class KnownDocuments(RequestStrategy strategy, TimeProvider clock)
{
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(5);
    private static readonly string[] Unknown = ["DOCUMENT_NOT_FOUND", "PERSISTED_QUERY_NOT_FOUND"];

    private readonly ConcurrentDictionary<string, long> _refused = new(StringComparer.Ordinal);

    public RequestStrategy Strategy { get; } = strategy;

    /// <summary>Whether to send the name alone.</summary>
    public bool Knows(OperationDocument document) =>
        Strategy != RequestStrategy.FullText && !(_refused.TryGetValue(document.Hash, out var since) && clock.GetElapsedTime(since) < Forgotten);

    /// <summary>Whether the errors say that the name is unknown; then the text has to go.</summary>
    public bool Refuses(OperationDocument document, IReadOnlyList<ClientError> errors)
    {
        if (!errors.Any(error => Unknown.Contains(error.Code, StringComparer.Ordinal)))
        {
            return false;
        }

        _refused[document.Hash] = clock.GetTimestamp();
        return true;
    }

    /// <summary>The text went with its hash: an automatic persisted query is known from then on.</summary>
    public void Learned(OperationDocument document)
    {
        if (Strategy == RequestStrategy.AutomaticPersistedQuery)
        {
            _refused.TryRemove(document.Hash, out _);
        }
    }
}
