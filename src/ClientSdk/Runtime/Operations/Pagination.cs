using System.Runtime.CompilerServices;

namespace Lintel.Client.Operations;

/// <summary>Walks a connection page by page, for generated code.</summary>
public static class Pagination
{
    /// <summary>Every page from <paramref name="after"/> on; the next one is fetched when it is asked for.</summary>
    /// <param name="after">The cursor to start behind; null for the beginning.</param>
    /// <param name="fetch">Fetches the page behind a cursor.</param>
    /// <param name="next">The cursor behind a page; null after the last one.</param>
    /// <param name="cancellationToken">Stops between and during requests.</param>
    /// <exception cref="GraphQLClientException">A page came with errors.</exception>
    public static async IAsyncEnumerable<T> PagesAsync<T>(
        string? after,
        Func<string?, CancellationToken, Task<IOperationResult<T>>> fetch,
        Func<T, string?> next,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
        where T : class
    {
        ArgumentNullException.ThrowIfNull(fetch);
        ArgumentNullException.ThrowIfNull(next);
        var cursor = after;
        do
        {
            var result = await fetch(cursor, cancellationToken).ConfigureAwait(false);
            var page = result.EnsureNoErrors();
            yield return page;
            cursor = next(page);
        } while (cursor is not null);
    }
}
