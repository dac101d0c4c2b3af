using System.Globalization;
using System.Text;
using Lintel.Data.Providers.Sqlite.Searching;
using Microsoft.Data.Sqlite;

namespace Lintel.Data.Providers.Sqlite;

internal sealed class SqliteDialect : DatabaseDialect
{
    private const int ConstraintPrimaryKey = 1555;
    private const int ConstraintUnique = 2067;

    public override bool HasLateral => false;

    public override bool IsUniqueViolation(Exception exception) =>
        exception switch
        {
            SqliteException sqlite => sqlite.SqliteExtendedErrorCode is ConstraintUnique or ConstraintPrimaryKey,
            { InnerException: { } inner } => IsUniqueViolation(inner),
            _ => false,
        };

    public override string KeyIn(string column, string parameter) => $"{column} IN (SELECT value FROM json_each({parameter}))";

    public override object Keys(IReadOnlyCollection<Guid> keys)
    {
        var json = new StringBuilder("[", (keys.Count * 39) + 2);
        foreach (var key in keys)
        {
            if (json.Length > 1)
            {
                json.Append(',');
            }

            // The provider stores ids in upper case, and text compares by case.
            json.Append('"').Append(key.ToString("D", CultureInfo.InvariantCulture).ToUpperInvariant()).Append('"');
        }

        return json.Append(']').ToString();
    }

    public override string Contains(string expression, string parameter) => $"instr(lower({expression}), lower({parameter})) > 0";

    public override string Found(SearchedTable table, string key, string parameter) => $"{key} IN ({SqliteSearch.Found(table, parameter)})";

    public override string Term(string term) => SqliteSearch.Term(SearchFolding.Fold(term));

    /// <summary>SQLite cannot tell another process; the feed's polling finds its events.</summary>
    internal override Task ListenAsync(Action<Guid> committed, CancellationToken cancellationToken) => Task.CompletedTask;
}
