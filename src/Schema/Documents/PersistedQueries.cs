using Microsoft.Extensions.Caching.Memory;

namespace Lintel.Schema.Documents;

/// <summary>
/// Documents by their hash, which somebody sent along with it once and which ran: the memory of automatic persisted queries. It is this process's own
/// and bounded; what is forgotten is sent along again.
/// </summary>
internal sealed class PersistedQueries : IDisposable
{
    /// <summary>In characters of documents.</summary>
    public const long Most = 8_000_000;

    private readonly MemoryCache _documents = new(new MemoryCacheOptions { SizeLimit = Most });

    public string? Find(string hash) => _documents.TryGetValue(hash, out string? text) ? text : null;

    public void Keep(string hash, string text) => _documents.Set(hash, text, new MemoryCacheEntryOptions { Size = text.Length });

    public void Dispose() => _documents.Dispose();
}
