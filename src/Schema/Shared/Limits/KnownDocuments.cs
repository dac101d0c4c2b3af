using GraphQL.Types;
using Microsoft.Extensions.Caching.Memory;

namespace Lintel.Schema.Shared.Limits;

/// <summary>
/// Documents that have been admitted and found valid against a view, so that the next request with the same text is neither parsed nor
/// validated again. Bounded by what they and their plans take; what is not asked for is forgotten.
/// </summary>
internal sealed class KnownDocuments : IDisposable
{
    /// <summary>In characters of documents and of their plans' statements.</summary>
    private const long Most = 8_000_000;
    private static readonly TimeSpan Unused = TimeSpan.FromMinutes(10);

    private readonly MemoryCache _documents = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <summary>The document of a request against a view; null: it is not known.</summary>
    public KnownDocument? Find(string? query, string? operationName, ISchema view) =>
        query is not null && _documents.TryGetValue(new Key(query, operationName, view), out KnownDocument? document) ? document : null;

    /// <summary>Keeps a document that ran, and again when it has got more plans.</summary>
    public void Keep(string query, string? operationName, ISchema view, KnownDocument document) =>
        _documents.Set(
            new Key(query, operationName, view),
            document,
            new MemoryCacheEntryOptions { Size = query.Length + document.PlanLength, SlidingExpiration = Unused }
        );

    public void Dispose() => _documents.Dispose();

    private readonly record struct Key(string Query, string? OperationName, ISchema View);
}
