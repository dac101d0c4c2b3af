using System.Data;
using System.Globalization;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Testing;
using Npgsql;

namespace Lintel.Data.Tests.Providers;

/// <summary>Reads of single rows that wait become one statement where they differ in their keys only (ADR 22).</summary>
public sealed class ReadGroupTests
{
    [OnPostgres]
    public async Task Each_gets_the_row_of_its_own_key()
    {
        await using var scene = await ReadScene.OpenAsync();
        var rows = new RowsOfSix(scene);
        using var busy = scene.Occupy();
        int[] keys = [3, 1, 3, 9, 6];
        var reads = keys.Select(key => rows.ReadAsync(scene.One, key)).ToList();
        var withoutKey = rows.ReadAsync(scene.One, key: null);

        await busy.EndAsync();

        // There is no row 9, and nobody else's row is anybody's.
        List<string>[] expected =
        [
            ["3 of many"],
            ["1 of many"],
            ["3 of many"],
            [],
            ["6 of many"],
        ];
        Assert.Equal(expected, await Task.WhenAll(reads));
        Assert.Equal([], await withoutKey);
    }

    [OnPostgres]
    public async Task Another_scope_or_value_is_another_statement()
    {
        await using var scene = await ReadScene.OpenAsync();
        var rows = new RowsOfSix(scene);
        using var busy = scene.Occupy();
        var reads = new[]
        {
            rows.ReadAsync(scene.One, 1),
            rows.ReadAsync(scene.Other, 2),
            rows.ReadAsync(scene.One, 3, divisor: 2),
            rows.ReadAsync(scene.One, 4),
        };

        await busy.EndAsync();

        List<string>[] expected =
        [
            ["1 of many"],
            ["2 of one"],
            ["3 of one"],
            ["4 of many"],
        ];
        Assert.Equal(expected, await Task.WhenAll(reads));
    }

    [OnPostgres]
    public async Task Whose_row_fails_fails_alone()
    {
        await using var scene = await ReadScene.OpenAsync();
        var rows = new RowsOfSix(scene);
        using var busy = scene.Occupy();
        var reads = Enumerable.Range(1, 4).Select(key => rows.ReadAsync(scene.One, key, failing: 2)).ToList();

        await busy.EndAsync();

        Assert.Equal(PostgresErrorCodes.DivisionByZero, (await Assert.ThrowsAsync<PostgresException>(() => reads[1])).SqlState);
        Assert.Equal(["1 of many"], await reads[0]); // it came before
        Assert.Equal(["3 of one"], await reads[2]);
        Assert.Equal(["4 of one"], await reads[3]);
    }

    [OnPostgres]
    public async Task Who_is_another_by_now_gets_nothing_and_the_others_their_rows()
    {
        await using var scene = await ReadScene.OpenAsync();
        var rows = new RowsOfSix(scene);
        using var busy = scene.Occupy();
        var before = rows.ReadAsync(scene.One, 1);
        var changed = rows.ReadAsync(scene.One with { AccessEpoch = 0 }, 2);
        var changedWithoutRow = rows.ReadAsync(scene.One with { AccessEpoch = 0 }, 9);
        var after = rows.ReadAsync(scene.One, 3);

        await busy.EndAsync();

        await Assert.ThrowsAsync<ViewerChangedException>(() => changed);
        await Assert.ThrowsAsync<ViewerChangedException>(() => changedWithoutRow);
        Assert.Equal(["1 of many"], await before);
        Assert.Equal(["3 of many"], await after);
    }

    [OnPostgres]
    public async Task At_most_sixteen_go_together()
    {
        await using var scene = await ReadScene.OpenAsync();
        var rows = new RowsOfSix(scene);
        using var busy = scene.Occupy();
        var reads = Enumerable.Range(0, 17).Select(i => rows.ReadAsync(scene.One, 1 + (i % 6))).ToList();

        await busy.EndAsync();

        var seen = await Task.WhenAll(reads);
        Assert.Equal(16, seen.Count(row => row[0].EndsWith(" of many", StringComparison.Ordinal)));
        Assert.Equal(["5 of one"], seen[16]);
    }

    /// <summary>A statement over six rows, for one key and for several; it says which of the two ran.</summary>
    private sealed class RowsOfSix(ReadScene scene)
    {
        private readonly string _epoch = scene.Reads.EpochColumn(Role.Compliance)!; // PostgreSQL has one
        private ReadByKeys? _byKeys;

        public async Task<List<string>> ReadAsync(Viewer viewer, int? key, int divisor = 1, int failing = 0)
        {
            var values = new StatementValue[]
            {
                new(divisor, DbType.Int32),
                new(key is { } of ? KeyOf(of) : null, DbType.Guid),
                new(failing, DbType.Int32),
            };
            var statement = new ReadStatement(Sql("one", "= $2", ""), values)
            {
                ByKeys = _byKeys ??= new(Sql("many", "= ANY($2)", ", row.id"), 1),
                ShowsEpoch = true,
            };
            var seen = new List<string>();
            await scene.Reads.ReadAsync(viewer, [statement], (_, row) => seen.Add(row.GetString(0)), CancellationToken.None);
            return seen;
        }

        private string Sql(string word, string condition, string last) =>
            $"SELECT concat(row.number / (CASE WHEN row.number = $3 THEN 0 ELSE 1 END), ' of {word}'), {_epoch}{last} FROM ("
            + string.Join(" UNION ALL ", Enumerable.Range(1, 6).Select(key => $"SELECT {key} AS number, '{KeyOf(key)}'::uuid AS id"))
            + $") AS row WHERE $1 > 0 AND row.id {condition}";

        private static Guid KeyOf(int key) => Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"00000000-0000-0000-0000-{key:D12}"));
    }
}
