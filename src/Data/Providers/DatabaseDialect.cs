namespace Lintel.Data;

/// <summary>
/// All that hand-written SQL has to know about the database it runs on. Another member needs an ADR.
/// </summary>
public abstract class DatabaseDialect
{
    /// <summary>True when the exception, or one inside it, says that a unique key was taken already.</summary>
    public abstract bool IsUniqueViolation(Exception exception);

    /// <summary>True when a subquery in FROM may refer to the tables before it (LATERAL).</summary>
    public abstract bool HasLateral { get; }

    /// <summary>The condition that a uuid column is one of the keys in a parameter.</summary>
    /// <param name="column">SQL of the column.</param>
    /// <param name="parameter">The placeholder with its sign, e.g. `@p0`, bound to <see cref="Keys"/>.</param>
    public abstract string KeyIn(string column, string parameter);

    /// <summary>The parameter value for <see cref="KeyIn"/>.</summary>
    public abstract object Keys(IReadOnlyCollection<Guid> keys);

    /// <summary>
    /// The condition that text contains the parameter's text literally, case ignored (SQLite: of ASCII letters only).
    /// </summary>
    /// <param name="expression">SQL of the text.</param>
    /// <param name="parameter">The placeholder with its sign, e.g. `@p0`.</param>
    public abstract string Contains(string expression, string parameter);

    /// <summary>The condition that a row is one that a term is found in, by the index of its table (ADR 0018).</summary>
    /// <param name="table">The table of the row.</param>
    /// <param name="key">SQL of the row's key.</param>
    /// <param name="parameter">The placeholder with its sign, e.g. `@p0`, bound to <see cref="Term"/>.</param>
    public abstract string Found(SearchedTable table, string key, string parameter);

    /// <summary>The parameter value for <see cref="Found"/>.</summary>
    /// <param name="term">Some text without white space.</param>
    public abstract string Term(string term);

    /// <summary>
    /// Calls <paramref name="committed"/> for each brand with new events of other processes, until cancelled.
    /// Returns at once where the database cannot tell; throws when the connection breaks.
    /// </summary>
    internal abstract Task ListenAsync(Action<Guid> committed, CancellationToken cancellationToken);
}
