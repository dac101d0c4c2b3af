using Lintel.Data;
using Lintel.Domain.Deals;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Deals.Mutations;

/// <summary><c>dealReassign</c>: who may hand what to whom, and what goes along.</summary>
public sealed class DealReassignTests
{
    private const string Document =
        "mutation($d: ID!, $a: ID!, $v: Long) { dealReassign(input: {dealId: $d, agentId: $a, expectedVersion: $v}) { deal { version agent { memberFullName } store { officeName } tasks { nodes { status assignee { memberFullName } } } } sequence errors { __typename ... on UserError { code path } } } }";

    [BothDatabases]
    public async Task A_deal_goes_with_its_open_tasks_and_both_hear_of_it(DatabaseProvider provider)
    {
        Deal deal = null!;
        await using var graph = await Graph.CreateAsync(provider, cast => deal = Add(cast));
        await DealAdvanceTests.CompleteAsync(graph, deal); // sequence 1
        using var ofLi = await AlertStream.OpenAsync(graph, graph.Cast.Li);
        using var ofWang = await AlertStream.OpenAsync(graph, graph.Cast.Wang);

        var answer = await graph.RunAsync(graph.Cast.Sun, Document, new { d = deal.GlobalId(), a = graph.Cast.AgentWang.GlobalId() });

        Assert.Equal("2", answer["dealReassign.sequence"].GetRawText());
        Assert.Equal("[]", answer["dealReassign.errors"].GetRawText());
        Assert.Equal("王测试", answer["dealReassign.deal.agent.memberFullName"].GetString());
        Assert.Equal("二店", answer["dealReassign.deal.store.officeName"].GetString());
        var tasks = answer["dealReassign.deal.tasks.nodes"].EnumerateArray().ToList();
        Assert.Equal(["李测试"], Assignees("DONE"));
        Assert.Equal(["王测试"], Assignees("OPEN"));
        Assert.Equal("VisibilityLost 2←null", await ofLi.NextTypeAsync());
        Assert.Equal("VisibilityGained 2←null", await ofWang.NextTypeAsync());

        IEnumerable<string?> Assignees(string status) =>
            tasks
                .Where(task => task.GetProperty("status").GetString() == status)
                .Select(task => task.GetProperty("assignee").GetProperty("memberFullName").GetString())
                .Distinct();
    }

    [BothDatabases]
    public async Task What_cannot_be_handed_over_is_refused_and_nothing_is_written(DatabaseProvider provider)
    {
        Deal deal = null!;
        await using var graph = await Graph.CreateAsync(provider, cast => deal = Add(cast));
        var before = await graph.DumpAsync();

        Assert.Equal("OUT_OF_RANGE agentId", await RefusalAsync(graph.Cast.Sun, graph.Cast.AgentLi.GlobalId()));
        Assert.Equal("NOT_FOUND agentId", await RefusalAsync(graph.Cast.Sun, graph.Cast.AgentZhao.GlobalId()));
        Assert.Equal("NOT_FOUND agentId", await RefusalAsync(graph.Cast.Chen, graph.Cast.AgentWang.GlobalId()));
        Assert.Equal("STALE_VERSION expectedVersion", await RefusalAsync(graph.Cast.Sun, graph.Cast.AgentWang.GlobalId(), version: 7));
        Assert.Equal(before, await graph.DumpAsync());

        await using (var db = graph.Database.Open())
        {
            await db.Deals.ExecuteUpdateAsync(set => set.SetProperty(row => row.Stage, DealStage.Closed));
        }

        Assert.Equal("WRONG_STATE dealId", await RefusalAsync(graph.Cast.Sun, graph.Cast.AgentWang.GlobalId()));

        async Task<string> RefusalAsync(Domain.Viewer viewer, string agent, long? version = null)
        {
            var answer = await graph.RunAsync(
                viewer,
                "mutation($d: ID!, $a: ID!, $v: Long) { dealReassign(input: {dealId: $d, agentId: $a, expectedVersion: $v}) { errors { ... on UserError { code path } } } }",
                new
                {
                    d = deal.GlobalId(),
                    a = agent,
                    v = version,
                }
            );
            var error = answer["dealReassign.errors.0"];
            return $"{error.GetProperty("code").GetString()} {string.Join('.', error.GetProperty("path").EnumerateArray().Select(part => part.GetString()))}".Trim();
        }
    }

    private static Deal Add(Cast cast) => cast.AddDeal("D1", cast.AgentLi, cast.AddListing("L1", cast.AgentFeng), cast.ClientZhou);
}
