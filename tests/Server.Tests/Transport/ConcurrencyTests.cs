using System.Net;
using Lintel.Server.Transport.Limits;

namespace Lintel.Server.Tests.Transport;

/// <summary>How much one viewer may have under way at a time.</summary>
public sealed class ConcurrencyTests
{
    private const string Held = """{"query":"{ held }"}""";
    private const string Hello = """{"query":"{ hello }"}""";

    [Fact]
    public async Task One_operation_too_many_is_a_429_until_another_is_done()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync(("Lintel:Transport:OperationsPerViewer", "2"));
        var li = server.TokenOf("test|li");
        var first = server.PostAsync(Held, li);
        var held = await server.Hold.NextAsync();
        var second = server.PostAsync(Held, li);
        var alsoHeld = await server.Hold.NextAsync();

        using var refused = await server.PostAsync(Hello, li);
        using var another = await server.PostAsync(Hello, server.TokenOf("test|wang"));
        using var nobody = await server.PostAsync(Hello);
        held.SetResult("one");
        using var done = await first;
        using var again = await server.PostAsync(Hello, li);
        alsoHeld.SetResult("two");
        using var alsoDone = await second;

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
        Assert.Equal(
            """{"errors":[{"message":"You have 2 operations under way: wait until one is done.","extensions":{"code":"TOO_MANY_OPERATIONS"}}]}""",
            await refused.Content.ReadAsStringAsync()
        );
        Assert.All([another, nobody, done, again, alsoDone], response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
    }

    [Fact]
    public async Task An_operation_whose_caller_leaves_is_not_counted_any_more()
    {
        await using var server = await ServerUnderTest.StartWithProbeAsync(("Lintel:Transport:OperationsPerViewer", "1"));
        var li = server.TokenOf("test|li");
        using (var leaving = new HttpRequestMessage(HttpMethod.Get, $"{server.Address}?query={{held}}"))
        using (var gone = new CancellationTokenSource())
        {
            leaving.Headers.Authorization = new("Bearer", li);
            var asked = server.Http.SendAsync(leaving, gone.Token);
            await server.Hold.NextAsync();
            await gone.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        }

        await server.Hold.NextCancelledAsync();
        HttpStatusCode status;
        do
        {
            using var again = await server.PostAsync(Hello, li);
            status = again.StatusCode;
        } while (status == HttpStatusCode.TooManyRequests);
        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Fact]
    public void Each_viewer_has_the_bound_to_itself()
    {
        var concurrency = new ViewerConcurrency(2);
        var first = concurrency.Enter("li");
        var second = concurrency.Enter("li");

        Assert.Equal(ViewerConcurrency.Refused, concurrency.Enter("li"));
        var other = concurrency.Enter("wang");
        Assert.InRange(other, 0, int.MaxValue);
        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        concurrency.Leave(first);
        Assert.InRange(concurrency.Enter("li"), 0, int.MaxValue);
        Assert.Equal(3, concurrency.Count);
        Assert.Equal(ViewerConcurrency.Uncounted, concurrency.Enter(subject: null));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    public void Nothing_is_left_of_who_is_gone_however_many_come_at_once(int viewers)
    {
        var concurrency = new ViewerConcurrency(4);

        Parallel.For(0, 100_000, i => concurrency.Leave(concurrency.Enter($"viewer {i % viewers}")));

        Assert.Equal(0, concurrency.Count);
    }

    [Fact]
    public void The_bound_holds_however_many_come_at_once()
    {
        var concurrency = new ViewerConcurrency(4);
        var (inside, most) = (0, 0);

        Parallel.For(
            0,
            100_000,
            _ =>
            {
                var place = concurrency.Enter("li");
                if (place == ViewerConcurrency.Refused)
                    return;
                var now = Interlocked.Increment(ref inside);
                for (var seen = Volatile.Read(ref most); now > seen; seen = Volatile.Read(ref most))
                    Interlocked.CompareExchange(ref most, now, seen);
                Interlocked.Decrement(ref inside);
                concurrency.Leave(place);
            }
        );

        Assert.InRange(most, 1, 4);
    }

    [Fact]
    public void Counting_makes_nothing()
    {
        var concurrency = new ViewerConcurrency(4);
        concurrency.Leave(concurrency.Enter("li"));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            concurrency.Leave(concurrency.Enter("li"));

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
