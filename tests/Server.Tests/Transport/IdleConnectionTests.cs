using Lintel.Data;

namespace Lintel.Server.Tests.Transport;

/// <summary>Who connects and says nothing. The long run: <c>bench/idle</c>.</summary>
[Collection(nameof(MemoryOfTheProcess))]
public sealed class IdleConnectionTests
{
    private const int Each = 50;

    /// <summary>What may be left behind by 200 connections; each has some 20 KB while it is open, on either end.</summary>
    private const double Megabyte = 1;

    private const string Question = """{"query":"{ viewer { name } agents { totalCount } }"}""";
    private const string Answer = """{"data":{"viewer":{"name":"李测试"},"agents":{"totalCount":2}}}""";

    [Fact]
    public async Task Two_hundred_idle_connections_stay_while_others_are_answered_and_leave_nothing_behind()
    {
        await using var server = await ServerUnderTest.StartAsync(DatabaseProvider.Sqlite, services => { });
        // What is made for the first ones and kept for all is no matter of these.
        using (var first = await IdleConnections.OpenAsync(server, Each))
            await AssertAnsweredAsync(server);
        var before = MemoryOfTheProcess.Megabytes();

        using (var idle = await IdleConnections.OpenAsync(server, Each))
        {
            Assert.Equal(200, idle.Count);
            await AssertAnsweredAsync(server);
            await idle.AssertOpenAsync();
        }

        var after = await MemoryOfTheProcess.MegabytesOnceAtMostAsync(before + Megabyte);
        Assert.True(after <= before + Megabyte, $"{before:0.0} MB before, {after:0.0} MB after");
        await AssertAnsweredAsync(server);
    }

    private static async Task AssertAnsweredAsync(ServerUnderTest server)
    {
        var token = server.TokenOf("test|li");
        for (var i = 0; i < 100; i++)
        {
            using var answer = await server.PostAsync(Question, token);
            Assert.Equal(Answer, await answer.Content.ReadAsStringAsync());
        }
    }
}
