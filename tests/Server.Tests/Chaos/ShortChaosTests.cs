using System.Globalization;
using Lintel.Chaos;
using Lintel.Data;
using Lintel.Testing;
using Xunit.Abstractions;

namespace Lintel.Server.Tests.Chaos;

/// <summary>Real servers that are killed under load. The long run, and with other seeds: <c>bench/chaos</c>.</summary>
public sealed class ShortChaosTests(ITestOutputHelper output)
{
    [BothDatabases]
    public async Task Whatever_is_killed_or_cut_everybody_hears_what_is_committed_once_and_in_order(DatabaseProvider provider)
    {
        // PostgreSQL does not run as root and has to get into it, so it is no temporary folder of ours alone.
        var folder = Path.Combine(
            Path.GetTempPath(),
            string.Create(CultureInfo.InvariantCulture, $"lintel-chaos-{provider}-{Environment.ProcessId}")
        );
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(4));

        var report = await new ChaosRun(
            new ChaosPlan
            {
                Folder = folder,
                Events = 300,
                Seed = 20_261_129,
                OnSqlite = provider == DatabaseProvider.Sqlite,
                Writers = 16,
                Kills = 3,
                DatabaseRestarts = 1,
                Cuts = 10,
                Outages = 1,
                FollowerKills = 5,
                Followers = 1,
                Patience = TimeSpan.FromMinutes(1),
            }
        ).RunAsync(patience.Token);

        foreach (var line in report.Lines)
            output.WriteLine(line);
        Assert.True(report.Differences.Count == 0, string.Join('\n', [.. report.Differences, .. report.Lines, folder]));
        Assert.Equal(3, report.Kills);
        Directory.Delete(folder, recursive: true);
    }
}
