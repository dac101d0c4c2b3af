using GraphQL.Types;
using GraphQLParser.AST;
using Microsoft.Extensions.Caching.Memory;

namespace Lintel.Schema.Shared.Limits;

/// <summary>
/// Documents that have been admitted and found valid against a view, so that the next request with the same text is neither parsed nor
/// validated again; who may use what, with which variables, is judged at every request. Bounded by the length of the texts; what is not asked
/// for is forgotten.
/// </summary>
internal sealed class KnownDocuments : IDisposable
{
    private const long MostCharacters = 4_000_000;
    private static readonly TimeSpan Unused = TimeSpan.FromMinutes(10);

    private readonly MemoryCache _documents = new(new MemoryCacheOptions { SizeLimit = MostCharacters });

    /// <summary>The document of a request against a view; null: it is not known.</summary>
    public GraphQLDocument? Find(string? query, string? operationName, ISchema view) =>
        query is not null && _documents.TryGetValue(new Key(query, operationName, view), out GraphQLDocument? document) ? document : null;

    /// <summary>Keeps a document that ran.</summary>
    public void Keep(string query, string? operationName, ISchema view, GraphQLDocument document) =>
        _documents.Set(
            new Key(query, operationName, view),
            document,
            new MemoryCacheEntryOptions { Size = query.Length, SlidingExpiration = Unused }
        );

    public void Dispose() => _documents.Dispose();

    private readonly record struct Key(string Query, string? OperationName, ISchema View);
}
