using System.Globalization;
using Lintel.Client;
using Lintel.Integrator;
using Lintel.Integrator.Graph;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Lintel.ClientSdk.Live.Tests;

/// <summary>
/// The integrator's mirror while its server is killed and started again, as often as LINTEL_SDK_RESTARTS says (bench/restarts; else three times). Deals are
/// worked on all the while.
/// </summary>
public sealed class RestartTests(ITestOutputHelper output)
{
    private const string Integrator = "integrator-east";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static int Restarts =>
        int.TryParse(Environment.GetEnvironmentVariable("LINTEL_SDK_RESTARTS"), NumberStyles.None, CultureInfo.InvariantCulture, out var times)
            ? times
            : 3;

    [Fact]
    public async Task The_mirror_loses_nothing_and_applies_nothing_twice_however_often_the_server_is_killed()
    {
        var server = new LiveServer();
        await server.InitializeAsync();
        try
        {
            var file = Path.Combine(Directory.CreateTempSubdirectory("lintel-mirror-").FullName, "deals.db");
            using var mirror = DealMirror.Open(file);
            using var stop = new CancellationTokenSource();
            var follower = new DealFollower(Client(server), mirror).RunAsync(stop.Token);
            var tasks = new DealTasks(server);
            var done = new List<long>();
            for (var restart = 0; restart < Restarts; restart++)
            {
                // One while it runs, one into which it is killed, and one while it comes back.
                done.Add(await tasks.CompleteOneAsync());
                var during = tasks.CompleteOneAsync();
                await server.KillAsync();
                var started = server.StartAsync();
                done.Add(await during);
                await started;
                done.Add(await tasks.CompleteOneAsync());
            }

            await ReachedAsync(mirror, done.Max(), follower);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => follower);

            var lost = done.Except(mirror.Events()).ToList();
            output.WriteLine(
                $"{Restarts} restarts, {done.Count} changes, {mirror.Deals().Count} deals mirrored, {mirror.Counts.Applied} items applied: {lost.Count} lost, {mirror.Counts.Twice} twice"
            );
            Assert.Empty(lost);
            Assert.Equal(0, mirror.Counts.Twice);
            Assert.Equal(await ServerDeals.OfAsync(server, Integrator), mirror.Deals());
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_follower_that_was_away_goes_on_where_its_mirror_stands()
    {
        var server = new LiveServer();
        await server.InitializeAsync();
        try
        {
            var file = Path.Combine(Directory.CreateTempSubdirectory("lintel-mirror-").FullName, "deals.db");
            var tasks = new DealTasks(server);
            for (var run = 0; run < 3; run++)
            {
                var done = await tasks.CompleteOneAsync();
                using var mirror = DealMirror.Open(file);
                using var stop = new CancellationTokenSource();
                var follower = new DealFollower(Client(server), mirror).RunAsync(stop.Token);
                // The first run has the rest of the snapshot only; later ones have what happened while they were away.
                await (run == 0 ? CountedAsync(mirror, 5, follower) : ReachedAsync(mirror, done, follower));
                await stop.CancelAsync();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => follower);
            }

            using var last = DealMirror.Open(file);
            Assert.Equal(0, last.Counts.Twice);
            Assert.Equal(await ServerDeals.OfAsync(server, Integrator), last.Deals());
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static IMirrorClient Client(LiveServer server)
    {
        var services = new ServiceCollection();
        services
            .AddMirrorClient()
            .ConfigureHttpClient(http => http.BaseAddress = server.Address)
            .ConfigureWebSocketClient(options => options.LongestReconnectDelay = TimeSpan.FromSeconds(1))
            .UseToken(server.TokenOf(Integrator));
        return services.BuildServiceProvider().GetRequiredService<IMirrorClient>();
    }

    private static Task ReachedAsync(DealMirror mirror, long sequence, Task follower) =>
        UntilAsync(
            mirror,
            follower,
            () =>
                mirror.Position is { } position
                && long.Parse(position.Split('.')[0], CultureInfo.InvariantCulture) >= sequence
                && !position.Contains('.', StringComparison.Ordinal)
        );

    private static Task CountedAsync(DealMirror mirror, long count, Task follower) =>
        UntilAsync(mirror, follower, () => mirror.Counts.Applied >= count);

    private static async Task UntilAsync(DealMirror mirror, Task follower, Func<bool> holds)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (holds())
            {
                reached.TrySetResult();
            }
        }

        mirror.Changed += Look;
        Look();
        var first = await Task.WhenAny(reached.Task, follower).WaitAsync(Patience);
        mirror.Changed -= Look;
        await first;
        Assert.True(reached.Task.IsCompleted, "The follower ended.");
    }
}
