using System.Text.Json.Nodes;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Schema.Tests.Shared.Mutating;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Deals.Mutations;

public sealed class DealTaskCompleteTests
{
    [BothDatabases]
    public async Task A_task_is_ticked_off(DatabaseProvider provider)
    {
        Deal deal = null!;
        await using var graph = await Graph.CreateAsync(
            provider,
            cast => deal = cast.AddDeal("D1", cast.AgentLi, cast.AddListing("L1", cast.AgentWang), cast.ClientZhou)
        );
        var task = await TaskAsync(graph, deal, 1);

        var result = await Call(task)
            .With("expectedVersion", 1)
            .SendAsync(graph, graph.Cast.Gao, "name status completedAt version deal { stage version }");

        Assert.Equal(
            """{"name":"签订买卖合同","status":"DONE","completedAt":"2026-03-16T02:00:00Z","version":2,"deal":{"stage":"INTENT","version":1}}""",
            result.Subject
        );
        Assert.Equal("""[] 1 ["DEAL_TASK_COMPLETED"]""", $"[{result.Errors}] {result.Sequence} {result.Events}");
        await using var db = graph.Database.Open();
        Assert.Equal(1, await db.DealTasks.CountAsync(row => row.Status == DealTaskStatus.Done));
        var logged = await db.Events.SingleAsync();
        Assert.Equal((SubjectKind.Deal, deal.Id, graph.Cast.Gao.AccountId), (logged.Subject, logged.SubjectId, logged.ActorAccountId));
        Assert.Equal(new DealTaskCompleted(deal.Id, task.Id, DealStage.Deposited, "签订买卖合同"), EventJson.Read<DealTaskCompleted>(logged.Data));
        await Call(task).IsRefusedAsync(graph, graph.Cast.Li, "WRONG_STATE taskId");
    }

    [BothDatabases]
    public async Task Each_bad_value_is_a_typed_error_at_its_place_and_writes_nothing(DatabaseProvider provider)
    {
        Deal deal = null!;
        await using var graph = await Graph.CreateAsync(
            provider,
            cast => deal = cast.AddDeal("D1", cast.AgentLi, cast.AddListing("L1", cast.AgentWang), cast.ClientZhou)
        );
        var call = Call(await TaskAsync(graph, deal, 0));

        await call.With("expectedVersion", 2).IsRefusedAsync(graph, graph.Cast.Li, "STALE_VERSION expectedVersion");
        await call.With("taskId", Ids.Of("DealTask", Guid.Empty)).IsRefusedAsync(graph, graph.Cast.Li, "NOT_FOUND taskId");
        await call.With("taskId", deal.GlobalId()).IsRefusedAsync(graph, graph.Cast.Li, "WRONG_ID taskId");
        foreach (var other in new[] { graph.Cast.Feng, graph.Cast.Zhao, graph.Cast.Stranger })
        {
            await call.IsRefusedAsync(graph, other, "NOT_FOUND taskId");
        }
    }

    private static async Task<DealTask> TaskAsync(Graph graph, Deal deal, int order)
    {
        await using var db = graph.Database.Open();
        return await db.DealTasks.SingleAsync(task => task.DealId == deal.Id && task.Order == order);
    }

    private static MutationCall Call(DealTask task) => new("dealTaskComplete", "dealTask", new JsonObject { ["taskId"] = task.GlobalId() });
}
