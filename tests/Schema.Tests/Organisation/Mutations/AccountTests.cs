using System.Text.Json.Nodes;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Organisation;
using Lintel.Schema.Tests.Shared.Mutating;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Organisation.Mutations;

public sealed class AccountTests
{
    [BothDatabases]
    public async Task A_role_holds_from_its_beginning_and_what_the_subject_had_ends_then(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var call = Call(graph).With("subject", "test|高权证").With("displayName", "高权证").With("role", "FINANCE");

        var result = await call.With("effectiveFrom", "2026-04-01T00:00:00+08:00")
            .SendAsync(graph, graph.Cast.Sun, "subject displayName role effectiveFrom effectiveUntil version franchise { code } store { id }");

        Assert.Equal(
            """
            {"subject":"test|高权证","displayName":"高权证","role":"FINANCE","effectiveFrom":"2026-03-31T16:00:00Z","effectiveUntil":null,"version":1,
            "franchise":{"code":"F"},"store":null}
            """.OneLine(),
            result.Subject
        );
        Assert.Equal(
            """
            [{"role":"CLOSING","effectiveUntil":"2026-03-31T16:00:00Z","version":2},{"role":"FINANCE","effectiveUntil":null,"version":1}]
            """.OneLine(),
            (
                await graph.RunAsync(
                    graph.Cast.Sun,
                    """{ accounts(where: {subject: {eq: "test|高权证"}}, order: [{effectiveFrom: ASC}]) { nodes { role effectiveUntil version } } }"""
                )
            )["accounts.nodes"]
                .GetRawText()
        );
    }

    [BothDatabases]
    public async Task For_a_time_a_role_lies_over_the_one_before(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);

        var call = Call(graph).With("subject", "test|高权证").With("effectiveUntil", "2026-03-20T00:00:00+08:00");
        await call.IsRefusedAsync(graph, graph.Cast.Ma, "TAKEN effectiveFrom");

        graph.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        var result = await call.SendAsync(graph, graph.Cast.Ma, "effectiveUntil");

        Assert.Equal("""{"effectiveUntil":"2026-03-19T16:00:00Z"}""", result.Subject);
        await using var db = graph.Database.Open();
        Assert.Null((await db.Accounts.SingleAsync(account => account.Id == graph.Cast.Gao.AccountId)).EffectiveUntil);
    }

    [BothDatabases]
    public async Task An_agent_s_account_stands_where_the_agent_does(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);

        var result = await Call(graph)
            .Without("officeId")
            .With("agentId", Ids.Of("Agent", graph.Cast.AgentWang.Id))
            .With("role", "STORE_MANAGER")
            .SendAsync(graph, graph.Cast.Sun, "displayName store { officeName } agent { memberFullName }");

        Assert.Equal("""{"displayName":"王测试","store":{"officeName":"二店"},"agent":{"memberFullName":"王测试"}}""", result.Subject);
    }

    [BothDatabases]
    public async Task An_account_is_closed_once_by_those_who_answer_for_it(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var close = Close(graph.Cast.Gao);
        graph.Database.Clock.Advance(TimeSpan.FromMinutes(1));

        await Close(graph.Cast.Sun).IsRefusedAsync(graph, graph.Cast.Sun, "OWN_ACCOUNT accountId");
        await Close(graph.Cast.PartnerWest).IsRefusedAsync(graph, graph.Cast.Sun, "NOT_FOUND accountId");
        await Close(graph.Cast.Ma).IsRefusedAsync(graph, graph.Cast.StrangerOps, "NOT_FOUND accountId");
        await close.With("expectedVersion", 9).IsRefusedAsync(graph, graph.Cast.Sun, "STALE_VERSION expectedVersion");
        var closed = await close.SendAsync(graph, graph.Cast.Sun, "effectiveUntil version");

        Assert.Equal("""{"effectiveUntil":"2026-03-16T02:01:00Z","version":2}""", closed.Subject);
        await close.IsRefusedAsync(graph, graph.Cast.Sun, "WRONG_STATE accountId");
        Assert.Equal($"Account {graph.Cast.Gao.AccountId:N} ended", await LastPolicyChangeAsync(graph));
    }

    [BothDatabases]
    public async Task Nobody_gives_more_than_is_theirs_and_nothing_is_written(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider, cast => cast.Staff(Role.Director, cast.Home.Franchise, "另一总监"));
        var (cast, call) = (graph.Cast, Call(graph));
        var brand = Ids.Of("Office", cast.Home.Brand.Id);

        foreach (var role in new[] { "DIRECTOR", "CLIENT" })
        {
            await call.With("role", role)
                .IsRefusedAsync(graph, cast.Sun, role == "CLIENT" ? "OUT_OF_RANGE role + OUT_OF_RANGE officeId" : "OUT_OF_RANGE role");
        }

        await call.With("role", "PLATFORM_OPS").With("officeId", brand).IsRefusedAsync(graph, cast.Sun, "OUT_OF_RANGE role + NOT_FOUND officeId");
        await call.With("officeId", Ids.Of("Office", cast.FranchiseWest.Id)).IsRefusedAsync(graph, cast.Sun, "NOT_FOUND officeId");
        await call.With("officeId", Ids.Of("Office", cast.Home.StoreOfLi.Id)).IsRefusedAsync(graph, cast.Sun, "OUT_OF_RANGE officeId");
        await call.Without("officeId").IsRefusedAsync(graph, cast.Sun, "REQUIRED officeId");
        await call.Without("officeId").With("role", "AGENT").IsRefusedAsync(graph, cast.Sun, "REQUIRED agentId");
        await call.With("agentId", Ids.Of("Agent", cast.AgentLi.Id)).IsRefusedAsync(graph, cast.Sun, "OUT_OF_RANGE officeId");
        call = call.Without("officeId");
        await call.With("agentId", Ids.Of("Agent", cast.AgentLi.Id)).IsRefusedAsync(graph, cast.Sun, "OUT_OF_RANGE agentId");
        await call.With("agentId", Ids.Of("Agent", cast.AgentZhao.Id)).With("role", "AGENT").IsRefusedAsync(graph, cast.Sun, "NOT_FOUND agentId");
        call = Call(graph);
        await call.With("subject", "test|孙总监").IsRefusedAsync(graph, cast.Sun, "OWN_ACCOUNT subject");
        await call.With("effectiveFrom", "2026-03-16T01:59:59Z").IsRefusedAsync(graph, cast.Sun, "OUT_OF_RANGE effectiveFrom");
        await call.With("subject", "test|另一总监").IsRefusedAsync(graph, cast.Sun, "SUBJECT_TAKEN subject");
        await call.With("subject", "test|西区前台").IsRefusedAsync(graph, cast.Sun, "SUBJECT_TAKEN subject");
        await call.With("subject", "test|别家运营").IsRefusedAsync(graph, cast.Ma, "SUBJECT_TAKEN subject");
        await call.With("subject", " ").IsRefusedAsync(graph, cast.Sun, "OUT_OF_RANGE subject");
        await call.With("displayName", new string('名', 81)).IsRefusedAsync(graph, cast.Sun, "OUT_OF_RANGE displayName");
        await call.With("effectiveUntil", "2026-03-16T02:00:00Z").IsRefusedAsync(graph, cast.Sun, "OUT_OF_RANGE effectiveUntil");
    }

    private static MutationCall Call(Graph graph) =>
        new(
            "accountAssign",
            "account",
            new JsonObject
            {
                ["subject"] = "oidc|new",
                ["displayName"] = "新同事",
                ["role"] = "CLOSING",
                ["officeId"] = Ids.Of("Office", graph.Cast.Home.Franchise.Id),
            }
        );

    private static MutationCall Close(Viewer whom) =>
        new("accountClose", "account", new JsonObject { ["accountId"] = Ids.Of("Account", whom.AccountId!.Value) });

    private static async Task<string> LastPolicyChangeAsync(Graph graph)
    {
        await using var db = graph.Database.Open();
        var entry = await db.AuditEntries.OrderByDescending(entry => entry.Sequence).FirstAsync();
        return $"{entry.Element} {entry.Reason}";
    }
}
