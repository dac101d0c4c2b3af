using System.Text.Json.Nodes;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Clients;
using Lintel.Schema.Tests.Shared.Mutating;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Clients.Mutations;

public sealed class ClientCreateTests
{
    [BothDatabases]
    public async Task An_agent_enters_a_client_with_consent_and_need(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);

        var result = await Call()
            .SendAsync(
                graph,
                graph.Cast.Li,
                "fullName phone identityNumber pool stage source consentOn lastContactAt version agent { memberFullName } store { code } needs { nodes { revision purpose urgency budget district bedroomsMinimum livingAreaMinimum livingAreaMaximum } }"
            );

        Assert.Equal(
            """
            {"fullName":"郑客户","phone":"13899990000","identityNumber":"110***********002X","pool":"PRIVATE","stage":"LEAD","source":"门店接待","consentOn":"2026-03-16",
            "lastContactAt":null,"version":1,"agent":{"memberFullName":"李测试"},"store":{"code":"S1"},
            "needs":{"nodes":[{"revision":1,"purpose":"SCHOOL","urgency":"C","budget":6500000.00,"district":"海淀","bedroomsMinimum":2,"livingAreaMinimum":60.50,"livingAreaMaximum":null}]}}
            """.OneLine(),
            result.Subject
        );
        Assert.Equal("""[] 1 ["CLIENT_CREATED"]""", $"[{result.Errors}] {result.Sequence} {result.Events}");
        await using var db = graph.Database.Open();
        var client = await db.WithProtected<Client>(row => row.Phone, graph.Cast.Home.Brand.Id, "13899990000").SingleAsync();
        Assert.Equal(
            ("郑客户", "11010519491231002X", ClientPool.Private, ClientStage.Lead),
            (client.FullName, client.IdentityNumber, client.Pool, client.Stage)
        );
        Assert.Equal((graph.Cast.AgentLi.Id, new DateOnly(2026, 3, 16), TestDatabase.Now), (client.AgentId, client.ConsentOn, client.CreatedAt));
        Assert.Equal(Placement.Of(graph.Cast.AgentLi), Placement.Of(client));
        var need = await db.ClientNeeds.SingleAsync();
        Assert.Equal(
            (client.Id, 1, PurchasePurpose.School, Urgency.C, 650_000_000L, 6050),
            (need.ClientId, need.Revision, need.Purpose, need.Urgency, need.BudgetFen, need.LivingAreaMinimumDm2!.Value)
        );
        var logged = await db.Events.SingleAsync();
        Assert.Equal((EventKind.ClientCreated, client.Id, (Guid?)graph.Cast.AgentLi.Id), (logged.Kind, logged.SubjectId, logged.OwnerAgentId));
        Assert.DoesNotContain("13899990000", logged.Data, StringComparison.Ordinal);
    }

    [BothDatabases]
    public async Task A_manager_enters_for_an_agent_of_the_store(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);

        var result = await Call()
            .Without("need")
            .With("agentId", graph.Cast.AgentFeng.GlobalId())
            .SendAsync(graph, graph.Cast.Chen, "agent { memberFullName } needs { totalCount }");

        Assert.Equal("""{"agent":{"memberFullName":"冯测试"},"needs":{"totalCount":0}}""", result.Subject);
        await Call().IsRefusedAsync(graph, graph.Cast.Chen, "REQUIRED agentId");
        await Call().With("agentId", graph.Cast.AgentWang.GlobalId()).IsRefusedAsync(graph, graph.Cast.Chen, "NOT_FOUND agentId");
        await Call().With("agentId", graph.Cast.AgentFeng.GlobalId()).IsRefusedAsync(graph, graph.Cast.Li, "NOT_FOUND agentId");
        await Call().With("agentId", graph.Cast.AgentStranger.GlobalId()).IsRefusedAsync(graph, graph.Cast.Li, "NOT_FOUND agentId");
    }

    [BothDatabases]
    public async Task Each_bad_value_is_a_typed_error_at_its_place_and_writes_nothing(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var (li, call) = (graph.Cast.Li, Call());

        await call.With("fullName", "").IsRefusedAsync(graph, li, "REQUIRED fullName");
        await call.With("fullName", " \t").IsRefusedAsync(graph, li, "REQUIRED fullName");
        await call.With("fullName", new string('名', 61)).IsRefusedAsync(graph, li, "TOO_LONG fullName");
        await call.With("phone", "").IsRefusedAsync(graph, li, "MALFORMED phone");
        await call.With("phone", "12899990000").IsRefusedAsync(graph, li, "MALFORMED phone");
        await call.With("phone", "138999900001").IsRefusedAsync(graph, li, "MALFORMED phone");
        await call.With("phone", "１３８９９９９００００").IsRefusedAsync(graph, li, "MALFORMED phone");
        await call.With("identityNumber", "110105194912310021").IsRefusedAsync(graph, li, "MALFORMED identityNumber");
        await call.With("identityNumber", "").IsRefusedAsync(graph, li, "MALFORMED identityNumber");
        await call.With("consentOn", "2026-03-17").IsRefusedAsync(graph, li, "OUT_OF_RANGE consentOn");
        await call.With("source", new string('源', 61)).IsRefusedAsync(graph, li, "TOO_LONG source");
        await call.With("need.budget", 99999.99m).IsRefusedAsync(graph, li, "OUT_OF_RANGE need.budget");
        await call.With("need.bedroomsMinimum", 31).IsRefusedAsync(graph, li, "OUT_OF_RANGE need.bedroomsMinimum");
        await call.With("need.livingAreaMinimum", -1).IsRefusedAsync(graph, li, "OUT_OF_RANGE need.livingAreaMinimum");
        await call.With("need.livingAreaMaximum", 60.49m).IsRefusedAsync(graph, li, "OUT_OF_RANGE need.livingAreaMaximum");
        await call.With("need.district", new string('区', 41)).IsRefusedAsync(graph, li, "TOO_LONG need.district");
        await call.With("need.mlsAreaMajor", new string('块', 41)).IsRefusedAsync(graph, li, "TOO_LONG need.mlsAreaMajor");
        await call.With("agentId", graph.Cast.ClientZhou.GlobalId()).IsRefusedAsync(graph, li, "WRONG_ID agentId");
        await call.With("fullName", "")
            .With("phone", "1")
            .With("consentOn", "2027-01-01")
            .With("need.budget", 1)
            .IsRefusedAsync(graph, li, "REQUIRED fullName", "MALFORMED phone", "OUT_OF_RANGE consentOn", "OUT_OF_RANGE need.budget");
    }

    [BothDatabases]
    public async Task A_phone_on_file_is_refused_without_saying_whose_it_is(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var call = Call().With("phone", graph.Cast.ClientZhou.Phone);

        await call.IsRefusedAsync(graph, graph.Cast.Zhao, "DUPLICATE_CLIENT phone");
        var told = await call.SendAsync(graph, graph.Cast.Zhao);
        var foreign = await call.SendAsync(graph, graph.Cast.Stranger, "phone");

        Assert.Equal("A client with this phone is on file already.", told.Messages);
        Assert.Equal("""{"phone":"13812345678"}""", foreign.Subject);
    }

    [BothDatabases]
    public async Task Twenty_who_enter_one_phone_at_once_make_one_client(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Call().SendAsync(graph, graph.Cast.Li)));

        Assert.Equal(1, results.Count(result => result.Errors.Length == 0));
        Assert.Equal(19, results.Count(result => result.Errors == "DUPLICATE_CLIENT phone"));
        await using var db = graph.Database.Open();
        Assert.Equal((2, 1, 1), (await db.Clients.CountAsync(), await db.ClientNeeds.CountAsync(), await db.Events.CountAsync()));
    }

    private static MutationCall Call() =>
        new(
            "clientCreate",
            "client",
            new JsonObject
            {
                ["fullName"] = "郑客户",
                ["phone"] = "13899990000",
                ["identityNumber"] = "11010519491231002X",
                ["consentOn"] = "2026-03-16",
                ["source"] = "门店接待",
                ["need"] = new JsonObject
                {
                    ["purpose"] = "SCHOOL",
                    ["budget"] = 6500000,
                    ["district"] = "海淀",
                    ["bedroomsMinimum"] = 2,
                    ["livingAreaMinimum"] = 60.5m,
                },
            }
        );
}
