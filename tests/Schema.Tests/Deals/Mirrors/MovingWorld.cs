using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Domain.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Deals.Mirrors;

/// <summary>A brokerage in which deals change hands, agents move and roles are given and taken, at random and by a seed.</summary>
internal sealed class MovingWorld(int seed)
{
    private readonly Dictionary<string, int> _done = new(StringComparer.Ordinal);
    private Viewer _operations = null!; // arranged first
    private List<Viewer> _directors = null!;
    private List<Agent> _agents = null!;
    private List<Office> _stores = null!;
    private List<Deal> _deals = null!;
    private Office _franchise = null!;

    public Random Random { get; } = new(seed);

    /// <summary>Changes so far; what was refused is none.</summary>
    public int Changes => _done.Values.Sum();

    public void Arrange(Cast cast)
    {
        _operations = cast.Staff(Role.PlatformOps, cast.Home.Brand, "调度");
        _directors = [cast.Staff(Role.Director, cast.Home.Franchise, "东区总监"), cast.Staff(Role.Director, cast.FranchiseWest, "西区总监")];
        _franchise = cast.Home.Franchise;
        _agents = [cast.AgentLi, cast.AgentWang, cast.AgentFeng, cast.AgentZhao];
        _stores = [cast.Home.StoreOfLi, cast.StoreOfZhao];
        _deals =
        [
            .. Enumerable
                .Range(0, 8)
                .Select(i =>
                {
                    var agent = _agents[i % _agents.Count];
                    return cast.AddDeal($"D{i}", agent, cast.AddListing($"L{i}", _agents[(i + 1) % _agents.Count]), cast.ClientZhou);
                }),
        ];
    }

    /// <summary>Tries one change, some time after the one before.</summary>
    public async Task ChangeAsync(Graph graph)
    {
        graph.Database.Clock.Advance(TimeSpan.FromSeconds(Random.Next(1, 120)));
        var (name, document, variables) = Random.Next(10) switch
        {
            < 5 => Reassign(),
            < 7 => (
                "advance",
                "mutation($d: ID!) { dealAdvance(input: {dealId: $d}) { errors { __typename } } }",
                (object)new { d = One(_deals).GlobalId() }
            ),
            7 => (
                "move",
                "mutation($a: ID!, $o: ID!) { agentMove(input: {agentId: $a, officeId: $o}) { errors { __typename } } }",
                new { a = One(_agents).GlobalId(), o = One(_stores).GlobalId() }
            ),
            8 => (
                "assign",
                "mutation($s: String!, $r: Role!, $o: ID!, $u: DateTime) { accountAssign(input: {subject: $s, displayName: \"轮岗\", role: $r, officeId: $o, effectiveUntil: $u}) { errors { __typename } } }",
                NewRole(graph)
            ),
            _ => await CompleteAsync(graph),
        };
        var answer = await graph.RunAsync(name is "advance" or "complete" ? One(_directors) : _operations, document, variables);
        if (answer.Data is { } data && data.Contains("\"errors\":[]", StringComparison.Ordinal))
        {
            _done[name] = _done.GetValueOrDefault(name) + 1;
        }
    }

    /// <summary>The manager Chen answers for another store from now on.</summary>
    public async Task<bool> SendManagerAsync(Graph graph, Office store)
    {
        graph.Database.Clock.Advance(TimeSpan.FromMinutes(5));
        var answer = await graph.RunAsync(
            _operations,
            "mutation($o: ID!) { accountAssign(input: {subject: \"test|陈店长\", displayName: \"陈店长\", role: STORE_MANAGER, officeId: $o}) { errors { __typename } } }",
            new { o = store.GlobalId() }
        );
        return answer.Data == """{"accountAssign":{"errors":[]}}""";
    }

    public override string ToString() => string.Join(", ", _done.OrderBy(one => one.Key).Select(one => $"{one.Value} {one.Key}"));

    private (string, string, object) Reassign() =>
        (
            "reassign",
            "mutation($d: ID!, $a: ID!) { dealReassign(input: {dealId: $d, agentId: $a}) { errors { __typename } } }",
            new { d = One(_deals).GlobalId(), a = One(_agents).GlobalId() }
        );

    private async Task<(string, string, object)> CompleteAsync(Graph graph)
    {
        await using var db = graph.Database.Open();
        var deal = One(_deals).Id;
        var task = await db
            .DealTasks.Where(one => one.DealId == deal && one.Status == DealTaskStatus.Open)
            .OrderBy(one => one.Order)
            .FirstOrDefaultAsync();
        // All of it is done some day.
        return task is null
            ? Reassign()
            : ("complete", "mutation($t: ID!) { dealTaskComplete(input: {taskId: $t}) { errors { __typename } } }", new { t = task.GlobalId() });
    }

    /// <summary>A manager goes to the other store, staff swap their desks; for good or for a while.</summary>
    private object NewRole(Graph graph)
    {
        var (subject, role, office) = Random.Next(4) switch
        {
            0 => ("陈店长", "STORE_MANAGER", One(_stores)),
            1 => ("高权证", One(["CLOSING", "FINANCE", "PARTNER"]), _franchise),
            2 => ("林财务", One(["FINANCE", "DIRECTOR"]), _franchise),
            _ => ("孙总监", One(["DIRECTOR", "INTEGRATOR"]), _franchise),
        };
        DateTimeOffset? until = Random.Next(2) == 0 ? graph.Database.Clock.GetUtcNow() + TimeSpan.FromMinutes(Random.Next(1, 10)) : null;
        return new
        {
            s = $"test|{subject}",
            r = role,
            o = office.GlobalId(),
            u = until,
        };
    }

    private T One<T>(IReadOnlyList<T> of) => of[Random.Next(of.Count)];
}
