using Lintel.Data;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Organisation.Mutations;

/// <summary><c>agentMove</c>: the agent, the accounts that follow, and the records that stay.</summary>
public sealed class AgentMoveTests
{
    private const string Document =
        "mutation($a: ID!, $o: ID!) { agentMove(input: {agentId: $a, officeId: $o}) { agent { version store { officeName } } errors { ... on UserError { code path } } } }";

    [BothDatabases]
    public async Task The_agent_s_account_follows_at_once_and_the_records_stay(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(
            provider,
            cast => cast.AddDeal("D1", cast.AgentLi, cast.AddListing("L1", cast.AgentFeng), cast.ClientZhou)
        );
        graph.Database.Clock.Advance(TimeSpan.FromMinutes(1));

        var answer = await graph.RunAsync(
            graph.Cast.Sun,
            Document,
            new { a = graph.Cast.AgentLi.GlobalId(), o = graph.Cast.Home.StoreOfWang.GlobalId() }
        );

        Assert.Equal("""{"agentMove":{"agent":{"version":2,"store":{"officeName":"二店"}},"errors":[]}}""", answer.Data);
        var moved = await graph.AgainAsync(graph.Cast.Li);
        Assert.Equal(graph.Cast.Home.StoreOfWang.Id, moved.StoreId);
        Assert.NotEqual(graph.Cast.Li.AccountId, moved.AccountId);
        await using var db = graph.Database.Open();
        var accounts = await db
            .Accounts.Where(account => account.AgentId == graph.Cast.AgentLi.Id)
            .OrderBy(account => account.EffectiveFrom)
            .ToListAsync();
        Assert.Equal([graph.Cast.Home.StoreOfLi.Id, graph.Cast.Home.StoreOfWang.Id], accounts.Select(account => account.StoreId!.Value));
        Assert.Equal(graph.Database.Clock.GetUtcNow(), accounts[0].EffectiveUntil);
        Assert.Equal(graph.Database.Clock.GetUtcNow(), accounts[1].EffectiveFrom);
        Assert.Equal(graph.Cast.Home.StoreOfLi.Id, (await db.Deals.SingleAsync()).StoreId);
    }

    [BothDatabases]
    public async Task Where_nobody_can_be_moved_to_is_refused_and_nothing_is_written(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var before = await graph.DumpAsync();

        Assert.Equal("OUT_OF_RANGE officeId", await RefusalAsync(graph.Cast.Home.TeamOfLi.GlobalId()));
        Assert.Equal("OUT_OF_RANGE officeId", await RefusalAsync(graph.Cast.Home.Franchise.GlobalId()));
        Assert.Equal("NOT_FOUND officeId", await RefusalAsync(graph.Cast.StoreOfZhao.GlobalId()));
        Assert.Equal(before, await graph.DumpAsync());

        async Task<string> RefusalAsync(string office)
        {
            var answer = await graph.RunAsync(graph.Cast.Sun, Document, new { a = graph.Cast.AgentLi.GlobalId(), o = office });
            var error = answer["agentMove.errors.0"];
            return $"{error.GetProperty("code").GetString()} {string.Join('.', error.GetProperty("path").EnumerateArray().Select(part => part.GetString()))}";
        }
    }
}
