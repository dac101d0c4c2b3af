using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lintel.Data.Providers.Postgres.Wall;

namespace Lintel.Data.Providers.Postgres.Searching;

/// <summary>
/// Search on PostgreSQL, as SQL. A text is indexed as its pairs of neighbouring characters, and the last one alone: a term is where all its
/// pairs are and the text has it as a whole; a single character is the start of a pair. The index is over an expression, so it follows
/// every change of a row and needs no column.
/// </summary>
internal static class PostgresSearch
{
    /// <summary>Between the columns of a row: a term, which has no white space, is never found across.</summary>
    private const string Seam = "E'\\n'";

    // Before what is made of them.
    private static string FullWidth { get; } =
        new([.. Enumerable.Range('!', '~' - '!' + 1).Select(c => (char)(c + SearchFolding.Distance)), SearchFolding.FullWidthSpace]);

    private static string HalfWidth { get; } =
        new string([.. Enumerable.Range('!', '~' - '!' + 1).Select(c => (char)c), ' ']).Replace("'", "''", StringComparison.Ordinal);

    /// <summary>What fold, pairs and query of a term are.</summary>
    public static string Functions { get; } =
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            CREATE OR REPLACE FUNCTION search_fold(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
              RETURN lower((CASE WHEN $1 ~ '{SearchFolding.FullWidthClass}' THEN translate($1, '{FullWidth}', '{HalfWidth}') ELSE $1 END) COLLATE "C");
            CREATE OR REPLACE FUNCTION search_grams(folded text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
              DECLARE grams text[];
              BEGIN
                FOR i IN 1 .. pg_catalog.length(folded) LOOP grams[i] := pg_catalog.substr(folded, i, 2); END LOOP;
                RETURN pg_catalog.array_to_tsvector(grams);
              END
            $$;
            CREATE OR REPLACE FUNCTION search_query(term text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
              RETURN (
                SELECT string_agg('''' || replace(replace(substr(term, i, 2), '\', '\\'), '''', '''''') || CASE length(term) WHEN 1 THEN ''':*' ELSE '''' END, ' & ')
                FROM generate_series(1, greatest(length(term) - 1, 1)) AS i
              )::tsquery;
            """
        );

    public static string IndexOf(SearchedTable table) => $"ix_{table.Name}_search";

    /// <summary>The index of a table's text, anew.</summary>
    public static string Index(SearchedTable table) =>
        $"""
            DROP INDEX IF EXISTS {Quote(IndexOf(table))};
            CREATE INDEX {Quote(IndexOf(table))} ON {Quote(table.Name)} USING gin (search_grams({FoldedText(table)}));
            COMMENT ON INDEX {Quote(IndexOf(table))} IS '{MarkOf(table)}';
            """;

    /// <summary>Says which index it is: that of another build is another one.</summary>
    public static string MarkOf(SearchedTable table) =>
        "lintel search " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Functions + FoldedText(table))));

    public static string FunctionOf(SearchedTable table) => $"found_in_{table.Name}";

    /// <summary>
    /// The rows of the viewer's brand that a folded term is found in. It has the owner's rights, because the wall keeps a viewer's statement
    /// from every index but those of plain comparisons; what it gives are ids, and the statement that asks judges each row as ever. Few rows at
    /// a high price: the planner then looks the rows up by their ids, and asks once for all parents of a list.
    /// </summary>
    public static string Function(SearchedTable table)
    {
        var name = $"{Quote(FunctionOf(table))}(text)";
        var (own, foreign) = (Matches(table, "it"), "");
        var declare = "asked tsquery := search_query(term);";
        if (table.Through is (var column, var through))
        {
            declare += $"""

                    found uuid[] := ARRAY(SELECT other.{Quote(through.Key)} FROM {Quote(through.Name)} AS other WHERE {Matches(
                    through,
                    "other"
                ).Indexed} AND ({Matches(through, "other").Exact}));
                """;
            foreign = $" OR it.{Quote(column)} = ANY (found)";
        }

        var brand = table.Brand is { } of ? $" AND it.{Quote(of)} = {ViewerScope.IdSql(nameof(Domain.IPlaced.BrandId))}" : "";
        return $"""
            CREATE FUNCTION {Quote(
                FunctionOf(table)
            )}(term text) RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50 COST 100000 AS $found$
            #variable_conflict use_variable
            DECLARE {declare}
            BEGIN
              RETURN QUERY SELECT it.{Quote(table.Key)} FROM {Quote(table.Name)} AS it
              WHERE ({own.Indexed}{foreign}) AND ({own.Exact}{foreign}){brand};
            END
            $found$;
            DO $$ BEGIN EXECUTE format('ALTER FUNCTION {name} SET search_path = pg_catalog, %I, pg_temp', current_schema()); END $$;
            REVOKE ALL ON FUNCTION {name} FROM PUBLIC;
            GRANT EXECUTE ON FUNCTION {name} TO {string.Join(", ", WallRoles.Viewers)};
            -- {MarkOf(table)}
            """;
    }

    /// <summary>What the index answers, and what then is left to be looked at: nothing of a term that is a pair itself.</summary>
    private static (string Indexed, string Exact) Matches(SearchedTable table, string row) =>
        ($"search_grams({FoldedText(table, row + ".")}) @@ asked", $"length(term) <= 2 OR strpos({FoldedText(table, row + ".")}, term) > 0");

    private static string FoldedText(SearchedTable table, string row = "") =>
        $"search_fold({string.Join($" || {Seam} || ", table.Columns.Select(column => $"coalesce({row}{Quote(column)}, '')"))})";

    private static string Quote(string identifier) => WallScript.Quote(identifier);
}
