using System.Globalization;
using System.Text;

namespace Lintel.Data.Providers.Sqlite.Searching;

/// <summary>
/// Search on SQLite, as SQL. A text is indexed by FTS5 as its pairs of neighbouring characters, each spelt as one word in hexadecimal, and the
/// last character alone: a term is a phrase of its pairs; a single character is the start of a word. Triggers of plain SQL keep the
/// index in step, whoever writes.
/// </summary>
internal static class SqliteSearch
{
    /// <summary>Between the columns of a row: a term, which has no white space, is never found across.</summary>
    private const string Seam = "char(10)";

    public static string IndexOf(SearchedTable table) => $"{table.Name}_search";

    /// <summary>The number in the index of each row; SQLite's own numbers of rows do not last.</summary>
    private static string KeysOf(SearchedTable table) => $"{table.Name}_search_keys";

    /// <summary>The triggers of a table by their names.</summary>
    public static IReadOnlyList<(string Name, string Sql)> Triggers(SearchedTable table)
    {
        string[] columns = [.. table.Columns.Select(Quote)];
        return
        [
            Trigger("inserted", $"AFTER INSERT ON {Quote(table.Name)}", AddKey, Add),
            Trigger(
                "updated",
                $"AFTER UPDATE OF {string.Join(", ", columns)} ON {Quote(table.Name)} WHEN {Text(table, "old.")} <> {Text(table, "new.")}",
                Remove,
                Add
            ),
            Trigger("deleted", $"AFTER DELETE ON {Quote(table.Name)}", Remove, RemoveKey),
        ];

        (string, string) Trigger(string when, string head, params Func<SearchedTable, string>[] steps)
        {
            var name = $"{IndexOf(table)}_{when}";
            return (name, $"CREATE TRIGGER {Quote(name)} {head} BEGIN {string.Concat(steps.Select(step => step(table) + "; "))}END");
        }
    }

    /// <summary>The index of a table's text, anew, with the rows there are.</summary>
    public static string Index(SearchedTable table)
    {
        var (name, keys) = (Quote(IndexOf(table)), Quote(KeysOf(table)));
        var sql = new StringBuilder();
        foreach (var (trigger, _) in Triggers(table))
        {
            sql.Append(CultureInfo.InvariantCulture, $"DROP TRIGGER IF EXISTS {Quote(trigger)};\n");
        }

        sql.Append(
            CultureInfo.InvariantCulture,
            $"""
            DROP TABLE IF EXISTS {name};
            DROP TABLE IF EXISTS {keys};
            CREATE TABLE {keys} ("key" INTEGER PRIMARY KEY, "id" TEXT NOT NULL UNIQUE);
            CREATE VIRTUAL TABLE {name} USING fts5(grams, content='', columnsize=0, tokenize='ascii');
            INSERT INTO {keys} ("id") SELECT {Quote(table.Key)} FROM {Quote(table.Name)};
            INSERT INTO {name} (rowid, grams) SELECT k."key", {Grams(table, "it.")} FROM {Quote(
                table.Name
            )} AS it JOIN {keys} AS k ON k."id" = it.{Quote(table.Key)};

            """
        );
        foreach (var (_, trigger) in Triggers(table))
        {
            sql.Append(CultureInfo.InvariantCulture, $"{trigger};\n");
        }

        return sql.ToString();
    }

    /// <summary>The ids of the rows that a term is found in.</summary>
    public static string Found(SearchedTable table, string parameter)
    {
        var own =
            $"SELECT \"id\" FROM {Quote(KeysOf(table))} WHERE \"key\" IN (SELECT rowid FROM {Quote(IndexOf(table))} WHERE {Quote(IndexOf(table))} MATCH {parameter})";
        return table.Through is (var column, var other)
            ? $"{own} UNION ALL SELECT {Quote(table.Key)} FROM {Quote(table.Name)} WHERE {Quote(column)} IN ({Found(other, parameter)})"
            : own;
    }

    /// <summary>A folded term as FTS5 is asked for it: a phrase of words of its pairs.</summary>
    public static string Term(string folded)
    {
        var characters = folded.EnumerateRunes().Select(rune => rune.ToString()).ToList();
        return characters is [var only]
            ? $"\"{Word(only)}\" *"
            : $"\"{string.Join(' ', characters.Zip(characters.Skip(1), (first, second) => Word(first + second)))}\"";
    }

    private static string Word(string characters) => Convert.ToHexString(Encoding.UTF8.GetBytes(characters));

    private static string AddKey(SearchedTable table) => $"INSERT INTO {Quote(KeysOf(table))} (\"id\") VALUES (new.{Quote(table.Key)})";

    private static string Add(SearchedTable table) =>
        $"INSERT INTO {Quote(IndexOf(table))} (rowid, grams) VALUES ({KeyOf(table, "new.")}, {Grams(table, "new.")})";

    /// <summary>FTS5 does not keep texts: to take one out it is told what it was.</summary>
    private static string Remove(SearchedTable table) =>
        $"INSERT INTO {Quote(IndexOf(table))} ({Quote(IndexOf(table))}, rowid, grams) VALUES ('delete', {KeyOf(table, "old.")}, {Grams(table, "old.")})";

    private static string RemoveKey(SearchedTable table) => $"DELETE FROM {Quote(KeysOf(table))} WHERE \"id\" = old.{Quote(table.Key)}";

    private static string KeyOf(SearchedTable table, string row) =>
        $"(SELECT \"key\" FROM {Quote(KeysOf(table))} WHERE \"id\" = {row}{Quote(table.Key)})";

    private static string Text(SearchedTable table, string row) =>
        string.Join($" || {Seam} || ", table.Columns.Select(column => $"coalesce({row}{Quote(column)}, '')"));

    private static string Grams(SearchedTable table, string row) =>
        "(WITH RECURSIVE walk (rest, grams) AS ("
        + $"SELECT lower({Folded(Text(table, row))}), '' "
        + "UNION ALL SELECT substr(rest, 2), grams || ' ' || hex(substr(rest, 1, 2)) FROM walk WHERE rest <> '') "
        + "SELECT grams FROM walk WHERE rest = '')";

    /// <summary>Full-width forms are rare: only a text that has one is walked through.</summary>
    private static string Folded(string text) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"CASE WHEN {text} GLOB '*{SearchFolding.FullWidthClass}*' THEN (WITH RECURSIVE fold (rest, done) AS (SELECT {text}, '' "
        )
        + "UNION ALL SELECT substr(rest, 2), done || CASE "
        + string.Create(
            CultureInfo.InvariantCulture,
            $"WHEN rest GLOB '[{SearchFolding.FirstFullWidth}-{SearchFolding.LastFullWidth}]*' THEN char(unicode(rest) - {SearchFolding.Distance}) "
        )
        + $"WHEN rest GLOB '{SearchFolding.FullWidthSpace}*' THEN ' ' ELSE substr(rest, 1, 1) END FROM fold WHERE rest <> '') "
        + $"SELECT done FROM fold WHERE rest = '') ELSE {text} END";

    private static string Quote(string identifier) => $"\"{identifier}\"";
}
