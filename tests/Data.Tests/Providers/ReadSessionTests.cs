using System.Data.Common;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Testing;
using Npgsql;

namespace Lintel.Data.Tests.Providers;

/// <summary>Reads that share a session, one after the other and together (ADR 22).</summary>
public sealed class ReadSessionTests
{
    private const string Brand = "btrim(substr(current_setting('lintel.scope'), 65, 36))";

    [OnPostgres]
    public async Task Each_read_has_the_scope_of_its_own_viewer_in_one_session()
    {
        await using var scene = await ReadScene.OpenAsync();
        var seen = new List<string>();

        foreach (var viewer in (Viewer[])[scene.One, scene.Other, scene.Other, scene.One])
            await scene.ReadAsync(viewer, $"concat_ws('|', pg_backend_pid(), {Brand})", seen);

        var session = seen[0].Split('|')[0];
        Assert.Equal(
            [
                $"{session}|{scene.One.BrandId}",
                $"{session}|{scene.Other.BrandId}",
                $"{session}|{scene.Other.BrandId}",
                $"{session}|{scene.One.BrandId}",
            ],
            seen
        );
    }

    [OnPostgres]
    public async Task The_scope_is_said_again_after_a_statement_that_failed()
    {
        await using var scene = await ReadScene.OpenAsync();
        var seen = new List<string>();
        await scene.ReadAsync(scene.One, $"{Brand}", seen);

        var failed = await Assert.ThrowsAsync<PostgresException>(() => scene.ReadAsync(scene.Other, "(1 / 0)::text", seen));
        await scene.ReadAsync(scene.One, $"{Brand}", seen);

        Assert.Equal(PostgresErrorCodes.DivisionByZero, failed.SqlState);
        Assert.Equal([$"{scene.One.BrandId}", $"{scene.One.BrandId}"], seen);
    }

    [OnPostgres]
    public async Task Small_reads_that_wait_go_together_each_in_its_own_scope()
    {
        await using var scene = await ReadScene.OpenAsync();
        using var busy = scene.Occupy();
        var seen = new List<string>[6];
        Viewer[] viewers = [scene.One, scene.Other, scene.One, scene.One, scene.Other, scene.Other];
        var reads = viewers.Select((viewer, i) => scene.ReadAsync(viewer, $"concat_ws('|', {Brand}, now())", seen[i] = [])).ToList();

        await busy.EndAsync();
        await Task.WhenAll(reads);

        Assert.All(seen, rows => Assert.Single(rows));
        Assert.Equal(viewers.Select(viewer => $"{viewer.BrandId}"), seen.Select(rows => rows[0].Split('|')[0]));
        // now() is when the transaction began.
        var begun = seen.Select(rows => rows[0].Split('|')[1]).ToList();
        Assert.Single(begun.Take(4).Distinct(StringComparer.Ordinal));
        Assert.Single(begun.Skip(4).Distinct(StringComparer.Ordinal));
        Assert.NotEqual(begun[0], begun[4]);
    }

    [OnPostgres]
    public async Task What_is_larger_than_a_row_goes_alone_and_keeps_no_small_read_back()
    {
        await using var scene = await ReadScene.OpenAsync();
        using var busy = scene.Occupy();
        bool[] areSmall = [true, false, true, true, false, false];
        var seen = areSmall.Select(_ => new List<string>()).ToList();
        var reads = areSmall.Select((isSmall, i) => NowAsync(scene, isSmall, seen[i])).ToList();

        await busy.EndAsync();
        await Task.WhenAll(reads);

        var begun = seen.Select(rows => Assert.Single(rows)).ToList();
        Assert.Equal([begun[0], begun[0]], [begun[2], begun[3]]);
        string[] inTurn = [begun[0], begun[1], begun[4], begun[5]];
        Assert.Equal(inTurn.Order(StringComparer.Ordinal), inTurn);
        Assert.Equal(4, begun.Distinct(StringComparer.Ordinal).Count());
    }

    [OnPostgres]
    public async Task A_small_read_that_came_later_waits_for_a_larger_one()
    {
        await using var scene = await ReadScene.OpenAsync();
        using var busy = scene.Occupy();
        var seen = new List<string>[] { [], [], [] };
        var reads = new[]
        {
            NowAsync(scene, isSmall: false, seen[0]),
            NowAsync(scene, isSmall: true, seen[1]),
            NowAsync(scene, isSmall: false, seen[2]),
        };

        await busy.EndAsync();
        await Task.WhenAll(reads);

        var begun = seen.Select(rows => Assert.Single(rows)).ToList();
        Assert.Equal(begun.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), begun);
    }

    [OnPostgres]
    public async Task Small_reads_wait_for_one_another_where_half_of_the_sessions_are_theirs_and_larger_ones_have_the_others()
    {
        await using var scene = await ReadScene.OpenAsync(sessions: 4);
        using var one = scene.Occupy();
        using var other = scene.Occupy();
        var (small, larger) = (new List<string>(), new List<string>());
        var waiting = new[] { NowAsync(scene, isSmall: true, small), NowAsync(scene, isSmall: true, small) };

        await NowAsync(scene, isSmall: false, larger);
        await other.EndAsync();
        await Task.WhenAll(waiting);
        await one.EndAsync();

        Assert.Equal(2, small.Count);
        Assert.Equal(small[0], small[1]);
        Assert.True(string.CompareOrdinal(Assert.Single(larger), small[0]) < 0);
    }

    [OnPostgres]
    public async Task One_that_fails_takes_none_of_the_others_with_it()
    {
        await using var scene = await ReadScene.OpenAsync();
        using var busy = scene.Occupy();
        var (first, last) = (new List<string>(), new List<string>());
        var before = scene.ReadAsync(scene.One, "'before'", first);
        var failing = scene.ReadAsync(scene.Other, "(1 / 0)::text", []);
        var changed = scene.ReadAsync(scene.One with { AccessEpoch = 0 }, "'changed'", first);
        var breaking = scene.Reads.ReadAsync(scene.One, [scene.Small("1")], (_, _) => throw new FormatException("no"), default);
        var after = scene.ReadAsync(scene.Other, $"{Brand}", last);

        await busy.EndAsync();

        await before;
        Assert.Equal(PostgresErrorCodes.DivisionByZero, (await Assert.ThrowsAsync<PostgresException>(() => failing)).SqlState);
        await Assert.ThrowsAsync<ViewerChangedException>(() => changed);
        await Assert.ThrowsAsync<FormatException>(() => breaking);
        await after;
        Assert.Equal(["before"], first);
        Assert.Equal([$"{scene.Other.BrandId}"], last);
    }

    [OnPostgres]
    public async Task One_that_is_cancelled_in_the_middle_stops_in_the_database_and_takes_none_of_the_others_with_it()
    {
        foreach (var cancelled in (int[])[0, 1, 2])
        {
            await using var scene = await ReadScene.OpenAsync();
            using var busy = scene.Occupy();
            using var cancellation = new CancellationTokenSource();
            var seen = new List<string>[3];
            var reads = Enumerable
                .Range(0, 3)
                .Select(i =>
                    i == cancelled
                        ? scene.Reads.ReadAsync(scene.One, [scene.Small("pg_sleep(600)::text")], (_, _) => { }, cancellation.Token)
                        : scene.ReadAsync(scene.Other, $"'{i}'", seen[i] = [])
                )
                .ToList();

            await busy.EndAsync();
            await scene.UntilAsync(sleeping: 1);
            await cancellation.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reads[cancelled]);
            for (var i = 0; i < 3; i++)
            {
                if (i == cancelled)
                    continue;
                await reads[i];
                Assert.Equal([$"{i}"], seen[i]);
            }

            await scene.UntilAsync(sleeping: 0);
        }
    }

    [OnPostgres]
    public async Task Who_sees_no_row_is_checked_all_the_same()
    {
        await using var scene = await ReadScene.OpenAsync();
        await scene.ReadAsync(scene.One, "'said'", []);
        var nothing = scene.Small("1", "WHERE false");

        await scene.Reads.ReadAsync(scene.One, [nothing], (_, _) => { }, default);
        await Assert.ThrowsAsync<ViewerChangedException>(() =>
            scene.Reads.ReadAsync(scene.One with { AccessEpoch = 0 }, [nothing], (_, _) => { }, default)
        );
        await Assert.ThrowsAsync<ViewerChangedException>(() => scene.ReadAsync(scene.One with { AccessEpoch = 0 }, "'some'", []));
    }

    [OnPostgres]
    public async Task The_epoch_is_looked_for_in_the_first_statement_only()
    {
        await using var scene = await ReadScene.OpenAsync();
        await scene.ReadAsync(scene.One, "'said'", []);
        var seen = new List<string>();

        await scene.Reads.ReadAsync(
            scene.One with
            {
                AccessEpoch = await EpochAsync(scene),
            },
            [scene.Small("1", "WHERE false"), new ReadStatement("SELECT 'text', 7::bigint", [])],
            (statement, row) => seen.Add($"{statement}: {row.GetString(0)}"),
            default
        );

        Assert.Equal(["1: text"], seen);
    }

    [OnPostgres]
    public async Task Who_gives_up_waiting_is_not_read_and_keeps_nobody_back()
    {
        await using var scene = await ReadScene.OpenAsync();
        using var busy = scene.Occupy();
        using var cancellation = new CancellationTokenSource();
        var (left, stayed) = (new List<string>(), new List<string>());
        var leaving = scene.Reads.ReadAsync(scene.One, [scene.Small("'left'")], (_, row) => left.Add(row.GetString(0)), cancellation.Token);
        var staying = scene.ReadAsync(scene.One, "'stayed'", stayed);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        await busy.EndAsync();
        await staying;

        Assert.Equal([], left);
        Assert.Equal(["stayed"], stayed);
    }

    [OnPostgres]
    public async Task Who_waits_longer_than_a_connection_may_take_is_sent_away()
    {
        await using var scene = await ReadScene.OpenAsync();
        using var busy = scene.Occupy();
        var waiting = scene.ReadAsync(scene.One, "'late'", []);

        scene.Database.Clock.Advance(TimeSpan.FromSeconds(15));

        await Assert.ThrowsAsync<TimeoutException>(() => waiting);
        await busy.EndAsync();
    }

    [OnPostgres]
    public async Task Idle_sessions_are_closed_and_opened_again()
    {
        await using var scene = await ReadScene.OpenAsync();
        var seen = new List<string>();
        await scene.ReadAsync(scene.One, "pg_backend_pid()::text", seen);
        await scene.ReadAsync(scene.One, "pg_backend_pid()::text", seen);

        scene.Database.Clock.Advance(TimeSpan.FromSeconds(60));
        await scene.ReadAsync(scene.One, "pg_backend_pid()::text", seen);

        Assert.Equal(seen[0], seen[1]);
        Assert.NotEqual(seen[1], seen[2]);
    }

    [OnPostgres]
    public async Task A_session_that_was_ended_fails_once_and_is_replaced()
    {
        await using var scene = await ReadScene.OpenAsync();
        var seen = new List<string>();
        await scene.ReadAsync(scene.One, "pg_backend_pid()::text", seen);
        await using (var another = new NpgsqlConnection(scene.Database.Options.ConnectionString))
        {
            await another.OpenAsync();
            await using var end = new NpgsqlCommand($"SELECT pg_terminate_backend({seen[0]}, 5000)", another);
            Assert.Equal(true, await end.ExecuteScalarAsync());
        }

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => scene.ReadAsync(scene.One, "'lost'", seen));
        await scene.ReadAsync(scene.One, "'found'", seen);

        Assert.Equal([seen[0], "found"], seen);
    }

    private static async Task<long> EpochAsync(ReadScene scene)
    {
        var epoch = 0L;
        await scene.Reads.ReadAsync(scene.One, [scene.Small("1")], (_, row) => epoch = row.GetInt64(1), default);
        return epoch;
    }

    /// <summary>When the transaction began that read it.</summary>
    private static Task NowAsync(ReadScene scene, bool isSmall, List<string> seen) =>
        scene.Reads.ReadAsync(
            scene.One,
            [scene.Small("now()::text") with { ByKeys = isSmall ? ReadScene.Key : null }],
            (_, row) => seen.Add(row.GetString(0)),
            CancellationToken.None
        );
}
