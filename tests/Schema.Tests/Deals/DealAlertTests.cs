using System.Threading.Channels;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Domain.Listings;
using Lintel.Schema.Deals;
using Lintel.Schema.Shared.Streaming;
using Lintel.Schema.Tests.Deals.Mutations;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Deals;

/// <summary><c>dealAlerts</c> over D1 (Li sells Wang's listing to Zhou), D2 of Wang, D3 of a foreign brand, D4 of Zhao, D5 of Feng.</summary>
public sealed class DealAlertTests
{
    [BothDatabases]
    public async Task An_alert_follows_each_step_of_a_deal(DatabaseProvider provider)
    {
        var deals = new Deals();
        await using var graph = await Graph.CreateAsync(provider, deals.Arrange);
        using var stream = await AlertStream.OpenAsync(graph, graph.Cast.Li);

        await DealAdvanceTests.CompleteAsync(graph, deals.D1);
        await AdvanceAsync(graph, deals.D1);

        Assert.Equal("1←null TASK_COMPLETED D1 核验产权", await stream.NextAsync());
        Assert.Equal("2←1 STAGE_CHANGED INTENT DEPOSITED D1", await stream.NextAsync());
    }

    [BothDatabases]
    public async Task A_deal_that_is_opened_is_told_to_both_its_agents(DatabaseProvider provider)
    {
        Listing listing = null!;
        await using var graph = await Graph.CreateAsync(provider, cast => listing = cast.AddListing("L9", cast.AgentWang));
        using var ofLi = await AlertStream.OpenAsync(graph, graph.Cast.Li);
        using var ofWang = await AlertStream.OpenAsync(graph, graph.Cast.Wang);
        using var ofZhou = await AlertStream.OpenAsync(graph, graph.Cast.Zhou);

        var opened = await graph.RunAsync(
            graph.Cast.Li,
            "mutation($l: ID!, $c: ID!) { dealOpen(input: {listingId: $l, clientId: $c, price: 5000000, paymentType: CASH}) { deal { dealNumber } sequence } }",
            new { l = listing.GlobalId(), c = graph.Cast.ClientZhou.GlobalId() }
        );

        var expected = $"{opened["dealOpen.sequence"]}←null OPENED {opened["dealOpen.deal.dealNumber"]}";
        Assert.Equal(expected, await ofLi.NextAsync());
        Assert.Equal(expected, await ofWang.NextAsync());
        Assert.Equal(expected, await ofZhou.NextAsync());
    }

    [BothDatabases]
    public async Task Each_subscriber_hears_only_of_deals_it_may_see_and_the_chain_has_no_gap(DatabaseProvider provider)
    {
        var deals = new Deals();
        await using var graph = await Graph.CreateAsync(provider, deals.Arrange);
        using var ofLi = await AlertStream.OpenAsync(graph, graph.Cast.Li);
        using var ofFeng = await AlertStream.OpenAsync(graph, graph.Cast.Feng);
        using var ofSun = await AlertStream.OpenAsync(graph, graph.Cast.Sun);
        using var ofIntegrator = await AlertStream.OpenAsync(graph, graph.Cast.Integrator);
        using var ofZhao = await AlertStream.OpenAsync(graph, graph.Cast.Zhao);
        using var ofStranger = await AlertStream.OpenAsync(graph, graph.Cast.Stranger);

        await CompleteAsync(graph, graph.Cast.Wang, deals.D2); // 1: Wang's alone
        await CompleteAsync(graph, graph.Cast.Li, deals.D1); // 2: Li's, and Wang's as list agent
        await AdvanceAsync(graph, deals.D1); // 3, and 4 about the listing
        await CompleteAsync(graph, graph.Cast.Zhao, deals.D4); // 5: in the west
        await CompleteAsync(graph, graph.Cast.Feng, deals.D5); // 6: Feng's
        await CompleteAsync(graph, graph.Cast.Stranger, deals.D3); // 1 of the other brand
        await CompleteAsync(graph, graph.Cast.Li, deals.D1); // 7

        Assert.Equal("2←null TASK_COMPLETED D1 核验产权", await ofLi.NextAsync());
        Assert.Equal("3←2 STAGE_CHANGED INTENT DEPOSITED D1", await ofLi.NextAsync());
        Assert.Equal("7←3 TASK_COMPLETED D1 签订买卖合同", await ofLi.NextAsync());
        // Whoever may not see a deal hears nothing of it: the first thing they hear is their own.
        Assert.Equal("6←null TASK_COMPLETED D5 核验产权", await ofFeng.NextAsync());
        Assert.Equal("5←null TASK_COMPLETED D4 核验产权", await ofZhao.NextAsync());
        Assert.Equal("1←null TASK_COMPLETED D3 核验产权", await ofStranger.NextAsync());
        foreach (var east in new[] { ofSun, ofIntegrator })
        {
            Assert.Equal("1←null TASK_COMPLETED D2 核验产权", await east.NextAsync());
            Assert.Equal("2←1 TASK_COMPLETED D1 核验产权", await east.NextAsync());
            Assert.Equal("3←2 STAGE_CHANGED INTENT DEPOSITED D1", await east.NextAsync());
            Assert.Equal("6←3 TASK_COMPLETED D5 核验产权", await east.NextAsync());
            Assert.Equal("7←6 TASK_COMPLETED D1 签订买卖合同", await east.NextAsync());
        }
    }

    [BothDatabases]
    public Task Who_catches_up_slowly_is_told_no_more_once_its_access_has_changed(DatabaseProvider provider) =>
        IsCutOffAsync(provider, "(after: \"0\")", "DealAlert 1←null");

    [BothDatabases]
    public Task Who_takes_a_snapshot_slowly_is_told_no_more_once_its_access_has_changed(DatabaseProvider provider) =>
        IsCutOffAsync(provider, "(snapshot: true)", "VisibilityGained 2←null");

    /// <summary>Follows as the integrator, who sees several deals and has two events to catch up with.</summary>
    private static async Task IsCutOffAsync(DatabaseProvider provider, string arguments, string first)
    {
        var deals = new Deals();
        await using var graph = await Graph.CreateAsync(provider, deals.Arrange);
        await CompleteAsync(graph, graph.Cast.Li, deals.D1); // 1
        await CompleteAsync(graph, graph.Cast.Wang, deals.D2); // 2
        using var subscriber = new SlowSubscriber { Is = new ViewerInForce(graph.Cast.Integrator, Until: null) };
        using var stream = await AlertStream.OpenAsync(graph, graph.Cast.Integrator, arguments, subscriber);
        subscriber.TakeOne();
        Assert.Equal(first, await stream.NextTypeAsync());

        graph.Database.Clock.Advance(TimeSpan.FromMilliseconds(100));
        await using (var db = graph.Database.Open())
        {
            var account = await db.Accounts.SingleAsync(one => one.Id == graph.Cast.Integrator.AccountId);
            Assert.True(account.End(graph.Database.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        }

        subscriber.Is = null;
        subscriber.TakeOne();

        var ended = await Assert.ThrowsAsync<ChannelClosedException>(stream.NextTypeAsync);
        Assert.IsType<StreamAccessLostError>(ended.GetBaseException());
    }

    [BothDatabases]
    public async Task A_subscriber_resumes_after_the_last_alert_it_handled_and_goes_on_live(DatabaseProvider provider)
    {
        var deals = new Deals();
        await using var graph = await Graph.CreateAsync(provider, deals.Arrange);
        await CompleteAsync(graph, graph.Cast.Li, deals.D1); // 1
        await AdvanceAsync(graph, deals.D1); // 2, 3
        await CompleteAsync(graph, graph.Cast.Wang, deals.D2); // 4
        await CompleteAsync(graph, graph.Cast.Li, deals.D1); // 5

        using var all = await AlertStream.OpenAsync(graph, graph.Cast.Li, "(after: \"0\")");
        using var rest = await AlertStream.OpenAsync(graph, graph.Cast.Li, "(after: \"1\")");
        using var live = await AlertStream.OpenAsync(graph, graph.Cast.Li);
        await AdvanceAsync(graph, deals.D1); // 6

        Assert.Equal("1←null TASK_COMPLETED D1 核验产权", await all.NextAsync());
        Assert.Equal("2←1 STAGE_CHANGED INTENT DEPOSITED D1", await all.NextAsync());
        Assert.Equal("5←2 TASK_COMPLETED D1 签订买卖合同", await all.NextAsync());
        Assert.Equal("6←5 STAGE_CHANGED DEPOSITED SIGNED D1", await all.NextAsync());
        Assert.Equal("2←null STAGE_CHANGED INTENT DEPOSITED D1", await rest.NextAsync());
        Assert.Equal("5←2 TASK_COMPLETED D1 签订买卖合同", await rest.NextAsync());
        Assert.Equal("6←5 STAGE_CHANGED DEPOSITED SIGNED D1", await rest.NextAsync());
        Assert.Equal("6←null STAGE_CHANGED DEPOSITED SIGNED D1", await live.NextAsync());
    }

    [BothDatabases]
    public async Task A_stream_can_be_narrowed_to_kinds_and_to_one_deal(DatabaseProvider provider)
    {
        var deals = new Deals();
        await using var graph = await Graph.CreateAsync(provider, deals.Arrange);
        await CompleteAsync(graph, graph.Cast.Li, deals.D1); // 1
        await AdvanceAsync(graph, deals.D1); // 2, 3
        await CompleteAsync(graph, graph.Cast.Wang, deals.D2); // 4
        await CompleteAsync(graph, graph.Cast.Li, deals.D1); // 5
        await AdvanceAsync(graph, deals.D1); // 6

        using var stages = await AlertStream.OpenAsync(graph, graph.Cast.Sun, "(after: \"0\", where: {kind: [STAGE_CHANGED]})");
        using var second = await AlertStream.OpenAsync(graph, graph.Cast.Sun, $$$"""(after: "0", where: {dealId: "{{{deals.D2.GlobalId()}}}"})""");
        using var both = await AlertStream.OpenAsync(
            graph,
            graph.Cast.Sun,
            $$$"""(after: "0", where: {kind: [TASK_COMPLETED, OPENED], dealId: "{{{deals.D1.GlobalId()}}}"})"""
        );
        await AdvanceAsync(graph, deals.D2); // 7, 8

        Assert.Equal("2←null STAGE_CHANGED INTENT DEPOSITED D1", await stages.NextAsync());
        Assert.Equal("6←2 STAGE_CHANGED DEPOSITED SIGNED D1", await stages.NextAsync());
        Assert.Equal("7←6 STAGE_CHANGED INTENT DEPOSITED D2", await stages.NextAsync());
        Assert.Equal("4←null TASK_COMPLETED D2 核验产权", await second.NextAsync());
        Assert.Equal("7←4 STAGE_CHANGED INTENT DEPOSITED D2", await second.NextAsync());
        Assert.Equal("1←null TASK_COMPLETED D1 核验产权", await both.NextAsync());
        Assert.Equal("5←1 TASK_COMPLETED D1 签订买卖合同", await both.NextAsync());
    }

    [BothDatabases]
    public async Task A_deal_that_is_not_the_viewer_s_is_silent_even_when_named(DatabaseProvider provider)
    {
        var deals = new Deals();
        await using var graph = await Graph.CreateAsync(provider, deals.Arrange);
        using var named = await AlertStream.OpenAsync(graph, graph.Cast.Zhao, $$"""(where: {dealId: "{{deals.D1.GlobalId()}}"})""");
        using var own = await AlertStream.OpenAsync(graph, graph.Cast.Zhao);

        await CompleteAsync(graph, graph.Cast.Li, deals.D1);
        await CompleteAsync(graph, graph.Cast.Zhao, deals.D4);

        Assert.Equal("2←null TASK_COMPLETED D4 核验产权", await own.NextAsync());
        Assert.False(named.HasMore);
    }

    [Fact]
    public void Every_event_about_a_deal_is_an_alert()
    {
        var told = Enum.GetValues<EventKind>().Where(DealAlert.IsAlert).ToList();
        var happening = typeof(Deal)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DomainEvent)) && type.Namespace == typeof(Deal).Namespace)
            .Select(type => Enum.Parse<EventKind>(type.Name));

        // Custom fields are of more than deals.
        Assert.Equal(happening.Append(EventKind.CustomValueChanged).Order(), told.Order());
    }

    [Fact]
    public async Task Arguments_that_lead_nowhere_are_refused()
    {
        var graph = await SchemaOnly.GraphAsync();
        foreach (
            var arguments in new[]
            {
                "after: \"-1\"",
                "after: \"x\"",
                "after: \"\"",
                "after: \"1.5\"",
                "after: \"1.\"",
                "after: \"1.AAAAAAAAAAAAAAAAAAAAA!\"",
                "after: \"99999999999999999999\"",
                "where: {dealId: \"nonsense\"}",
                $$"""where: {dealId: "{{graph.Cast.ClientZhou.GlobalId()}}"}""",
            }
        )
        {
            var answer = await graph.RunAsync(graph.Cast.Li, $$"""subscription { dealAlerts({{arguments}}) { ... on StreamItem { sequence } } }""");

            Assert.Equal($"{arguments} BAD_ARGUMENT", $"{arguments} {answer.Codes}");
        }
    }

    private static async Task CompleteAsync(Graph graph, Viewer viewer, Deal deal)
    {
        var open = await graph.RunAsync(
            viewer,
            "query($id: ID!) { node(id: $id) { ... on Deal { tasks(where: {status: {eq: OPEN}}, first: 1) { nodes { id } } } } }",
            new { id = deal.GlobalId() }
        );
        var answer = await graph.RunAsync(
            viewer,
            "mutation($id: ID!) { dealTaskComplete(input: {taskId: $id}) { errors { __typename } } }",
            new { id = open["node.tasks.nodes.0.id"].GetString() }
        );
        Assert.Equal("""{"dealTaskComplete":{"errors":[]}}""", answer.Data);
    }

    private static async Task AdvanceAsync(Graph graph, Deal deal)
    {
        var answer = await graph.RunAsync(
            graph.Cast.Sun,
            "mutation($id: ID!) { dealAdvance(input: {dealId: $id}) { errors { __typename } } }",
            new { id = deal.GlobalId() }
        );
        Assert.Equal("""{"dealAdvance":{"errors":[]}}""", answer.Data);
    }

    private sealed class Deals
    {
        public Deal D1 { get; private set; } = null!; // arranged by every test
        public Deal D2 { get; private set; } = null!;
        public Deal D3 { get; private set; } = null!;
        public Deal D4 { get; private set; } = null!;
        public Deal D5 { get; private set; } = null!;

        public void Arrange(Cast cast)
        {
            D1 = cast.AddDeal("D1", cast.AgentLi, cast.AddListing("L1", cast.AgentWang), cast.ClientZhou);
            D2 = cast.AddDeal("D2", cast.AgentWang, cast.AddListing("L2", cast.AgentWang), cast.AddClient("王客户", cast.AgentWang));
            D3 = cast.AddDeal("D3", cast.AgentStranger, cast.AddListing("L3", cast.AgentStranger), cast.AddClient("外客户", cast.AgentStranger));
            D4 = cast.AddDeal("D4", cast.AgentZhao, cast.AddListing("L4", cast.AgentZhao), cast.AddClient("赵客户", cast.AgentZhao));
            D5 = cast.AddDeal("D5", cast.AgentFeng, cast.AddListing("L5", cast.AgentFeng), cast.AddClient("冯客户", cast.AgentFeng));
        }
    }
}
