using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Organisation;
using Lintel.Testing;

namespace Lintel.Schema.Tests.Organisation;

public sealed class AgentTests
{
    [BothDatabases]
    public async Task Colleagues_call_each_other_and_a_client_gets_a_masked_number(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Arrange);
        var clear = graph.Cast.AgentLi.MemberMobilePhone;

        foreach (var viewer in graph.Cast.OneOfEachRole)
        {
            var answer = await graph.RunAsync(viewer, """{ agents(where: {memberFullName: {eq: "李测试"}}) { nodes { memberMobilePhone } } }""");

            var expected = viewer.Role == Role.Client ? $"{clear[..3]}****{clear[^4..]}" : clear;
            Assert.Equal(expected, answer["agents.nodes.0.memberMobilePhone"].GetString());
        }
    }

    [BothDatabases]
    public async Task The_personnel_file_is_for_the_agent_and_the_line(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Arrange);
        var cast = graph.Cast;
        foreach (
            var (viewer, agents) in new[]
            {
                (cast.Li, "李测试"),
                (cast.Wang, "王测试"),
                (cast.Chen, "冯测试 李测试"),
                (cast.Sun, "冯测试 早测试 李测试 王测试"),
                (cast.PartnerWest, "赵测试"),
                (cast.He, "冯测试 早测试 李测试 王测试 赵测试"),
            }
        )
        {
            var answer = await graph.RunAsync(
                viewer,
                """{ agents(where: {licenseExpiresOn: {gt: "2020-01-01"}}) { nodes { memberFullName } } all: agents { totalCount } }"""
            );

            Assert.Equal($"{viewer.Name} {agents}", $"{viewer.Name} {answer.SortedColumn("agents.nodes", "memberFullName")}");
            Assert.Equal(5, answer["all.totalCount"].GetInt32());
        }

        foreach (var viewer in new[] { cast.Gao, cast.Lin, cast.Integrator, cast.Zhou })
        {
            Assert.Equal("FORBIDDEN", (await graph.RunAsync(viewer, "{ agents { nodes { memberStateLicense } } }")).Codes);
        }
    }

    [BothDatabases]
    public async Task An_order_by_hidden_values_tells_nothing_of_them(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Arrange);

        // 早 has the earliest licence of all; to Li, who may not know, the agent stands among those without one, by id.
        var ascending = await graph.RunAsync(graph.Cast.Li, "{ agents(order: [{licenseExpiresOn: ASC}]) { nodes { id licenseExpiresOn } } }");
        var descending = await graph.RunAsync(graph.Cast.Li, "{ agents(order: [{licenseExpiresOn: DESC}]) { nodes { id } } }");

        var others = graph.Cast.Home.Li.Id;
        Assert.Equal("2030-12-31", ascending["agents.nodes.0.licenseExpiresOn"].GetString());
        var ids = ascending.Column("agents.nodes", "id").Split(' ');
        Assert.Equal(graph.Cast.AgentLi.GlobalId(), ids[0]);
        var rest = new[] { graph.Cast.AgentWang, graph.Cast.AgentFeng, graph.Cast.AgentZhao }.Select(agent => agent.Id).ToList();
        var keys = ids[1..].Select(id => global::Lintel.Schema.Shared.Nodes.GlobalId.TryDecode(id, out _, out var key) ? key : others).ToList();
        Assert.Equal(keys.Order(), keys);
        Assert.Superset(rest.ToHashSet(), keys.ToHashSet());
        Assert.Equal([ids[0], .. ids[1..].Reverse()], descending.Column("agents.nodes", "id").Split(' '));
    }

    private static void Arrange(Cast cast) =>
        cast.Home.Add(
            Agent.Create(
                cast.Home.NewId(),
                cast.Home.StoreOfWang.Placement(),
                "早测试",
                "13600009999",
                "EARLY1",
                new DateOnly(2026, 4, 1),
                "经纪人",
                new DateOnly(2024, 1, 1),
                TestDatabase.Now
            )
        );
}
