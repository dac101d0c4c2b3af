using GraphQL;

namespace Lintel.Schema.Documents;

/// <summary>What <c>extensions.persistedQuery</c> of a request says, by Apollo's protocol.</summary>
/// <param name="Hash">SHA-256 of the document, in lower-case hex; null: it says something that this server does not know.</param>
internal readonly record struct PersistedQuery(string? Hash)
{
    public const string Extension = "persistedQuery";

    /// <summary>Null: the request has none.</summary>
    public static PersistedQuery? Of(Inputs? extensions) =>
        extensions is null || !extensions.TryGetValue(Extension, out var value) ? null
        : value is IReadOnlyDictionary<string, object?> said ? Read(name => said.TryGetValue(name, out var one) ? one : null)
        : value is IDictionary<string, object?> told ? Read(name => told.TryGetValue(name, out var one) ? one : null)
        : new PersistedQuery(null);

    private static PersistedQuery Read(Func<string, object?> member) =>
        member("version") is 1 && member("sha256Hash") is string hash ? new PersistedQuery(hash.ToLowerInvariant()) : new PersistedQuery(null);
}
