using Lintel.Data;
using Lintel.Data.Deals;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Testing;

namespace Lintel.Schema.Tests.Deals;

/// <summary>What the passing of days brings about, told as everything else is of a deal: to who sees it, by every way.</summary>
public sealed class DeadlineAlertTests
{
    private const string Page = "items { ... on DealAlert { sequence kind escalatedTo task { name } } }";

    private Deal _deal = null!; // arranged by every test

    [BothDatabases]
    public async Task The_ladder_of_a_task_comes_through_the_stream_and_to_nobody_else(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider, Arrange);
        using var own = await AlertStream.OpenAsync(graph, graph.Cast.Li, "(after: \"0\")");
        using var west = await AlertStream.OpenAsync(graph, graph.Cast.PartnerWest, "(after: \"0\")");

        await PassAsync(graph, days: 8); // Tuesday 24 March

        Assert.Equal("1←null TASK_DUE D1 核验产权", await own.NextAsync());
        Assert.Equal("2←1 TASK_OVERDUE D1 核验产权", await own.NextAsync());
        Assert.Equal("3←2 TASK_ESCALATED D1 核验产权", await own.NextAsync());
        Assert.Equal("4←3 TASK_DUE D1 签订买卖合同", await own.NextAsync());
        Assert.Equal("5←4 TASK_ESCALATED D1 核验产权", await own.NextAsync());
        Assert.False(west.HasMore);
    }

    [BothDatabases]
    public async Task A_page_shows_to_whom_it_was_escalated_and_can_be_narrowed_to_that(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider, Arrange);
        await PassAsync(graph, days: 8);

        var page = await graph.RunAsync(graph.Cast.Sun, $$"""{ events(where: {kind: [TASK_ESCALATED]}) { {{Page}} } }""");

        Assert.Equal(
            """
            {"events":{"items":[{"sequence":3,"kind":"TASK_ESCALATED","escalatedTo":"STORE_MANAGER","task":{"name":"核验产权"}},{"sequence":5,"kind":"TASK_ESCALATED","escalatedTo":"DIRECTOR","task":{"name":"核验产权"}}]}}
            """.Trim(),
            page.Data
        );
    }

    [BothDatabases]
    public async Task The_client_hears_what_is_due_and_nothing_of_what_goes_on_above_its_agent(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider, Arrange);
        await PassAsync(graph, days: 8);

        var page = await graph.RunAsync(graph.Cast.Zhou, "{ events { position items { ... on DealAlert { sequence kind task { name } } } } }");
        var asked = await graph.RunAsync(graph.Cast.Zhou, "{ events(where: {kind: [TASK_ESCALATED]}) { position } }");
        var shown = await graph.RunAsync(graph.Cast.Zhou, "{ events { items { ... on DealAlert { escalatedTo } } } }");

        Assert.Equal(
            """
            {"events":{"position":"5","items":[{"sequence":1,"kind":"TASK_DUE","task":{"name":"核验产权"}},{"sequence":2,"kind":"TASK_OVERDUE","task":{"name":"核验产权"}},{"sequence":4,"kind":"TASK_DUE","task":{"name":"签订买卖合同"}}]}}
            """.Trim(),
            page.Data
        );
        Assert.NotEqual("", asked.Codes);
        Assert.NotEqual("", shown.Codes);
    }

    [BothDatabases]
    public async Task A_deal_that_changed_hands_is_told_to_who_has_it(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider, Arrange);
        var answer = await graph.RunAsync(
            graph.Cast.Chen,
            "mutation($deal: ID!, $agent: ID!) { dealReassign(input: {dealId: $deal, agentId: $agent}) { errors { __typename } } }",
            new { deal = _deal.GlobalId(), agent = graph.Cast.AgentFeng.GlobalId() }
        );
        Assert.Equal("""{"dealReassign":{"errors":[]}}""", answer.Data);

        await PassAsync(graph, days: 2); // Wednesday 18 March

        const string Kinds = "{ events(after: \"1\") { items { ... on DealAlert { kind } } } }";
        Assert.Equal("""{"events":{"items":[]}}""", (await graph.RunAsync(graph.Cast.Li, Kinds)).Data);
        Assert.Equal("""{"events":{"items":[{"kind":"TASK_DUE"}]}}""", (await graph.RunAsync(graph.Cast.Feng, Kinds)).Data);
    }

    [BothDatabases]
    public async Task A_late_loan_is_told_of_its_deal(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider, Arrange);
        await using (var db = graph.Database.Open())
        {
            await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
            db.Record(new DealLoanDelayed(_deal.Id, new DateOnly(2026, 3, 15)), _deal, _deal.AgentId, Viewer.Anonymous);
            await db.CommitAsync(transaction, graph.Database.Clock.GetUtcNow(), CancellationToken.None);
        }

        using var stream = await AlertStream.OpenAsync(graph, graph.Cast.Gao, "(after: \"0\", where: {kind: [LOAN_DELAYED]})");

        Assert.Equal("1←null LOAN_DELAYED D1", await stream.NextAsync());
    }

    private void Arrange(Cast cast) => _deal = cast.AddDeal("D1", cast.AgentLi, cast.AddListing("L1", cast.AgentWang), cast.ClientZhou);

    /// <summary>Days go by, and somebody looks each day.</summary>
    private static async Task PassAsync(Graph graph, int days)
    {
        var watch = new DeadlineWatch(graph.Database.Contexts, new DeadlineOptions(), graph.Database.Clock);
        for (var day = 0; day < days; day++)
        {
            graph.Database.Clock.Advance(TimeSpan.FromDays(1));
            await watch.LookAsync(CancellationToken.None);
            // Where the graph's own connections did not hear of it.
            graph.Database.Clock.Advance(TimeSpan.FromMilliseconds(500));
        }
    }
}
