using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Schema.Tests.Shared.Mutating;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Audit;

public sealed class RevealTests
{
    [BothDatabases]
    public async Task A_colleague_is_shown_the_phone_behind_the_mask_and_the_log_says_why(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);

        var answer = await RevealAsync(graph, graph.Cast.Feng);

        Assert.Equal(
            """{"client":{"phone":"138****5678"},"phone":"13812345678","errors":[],"sequence":null,"events":[]}""",
            answer["clientPhoneReveal"].GetRawText()
        );
        var entry = Assert.Single(await EntriesAsync(graph));
        Assert.Equal(
            (AuditKind.Reveal, "Client.phone", "业主来电核实", graph.Cast.Feng.AccountId, Role.Agent, graph.Cast.ClientZhou.Id, false),
            (entry.Kind, entry.Element, entry.Reason, entry.AccountId, entry.Role, entry.ClientId, entry.IsOffHours)
        );
    }

    [BothDatabases]
    public async Task Who_may_look_and_how_far_is_a_matter_of_role_and_scope(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var cast = graph.Cast;

        foreach (
            var (viewer, expected) in new[]
            {
                (cast.Li, "13812345678"),
                (cast.Chen, "13812345678"),
                (cast.Sun, "13812345678"),
                (cast.He, "13812345678"),
            }
        )
        {
            Assert.Equal($"{viewer.Name} {expected}", $"{viewer.Name} {(await RevealAsync(graph, viewer))["clientPhoneReveal.phone"].GetString()}");
        }

        foreach (var viewer in new[] { cast.Wang, cast.Zhao, cast.Stranger })
        {
            var refused = await RevealAsync(graph, viewer);
            Assert.Equal($"{viewer.Name} NOT_FOUND", $"{viewer.Name} {refused.Column("clientPhoneReveal.errors", "code")}");
            Assert.Equal("null", refused["clientPhoneReveal.phone"].GetRawText());
        }

        foreach (var viewer in new[] { cast.Gao, cast.Lin, cast.PartnerEast, cast.Integrator, cast.Zhou })
        {
            Assert.Equal(
                $"{viewer.Name} FORBIDDEN",
                $"{viewer.Name} {string.Join(' ', (await RevealAsync(graph, viewer)).Codes.Split(' ').Distinct())}"
            );
        }

        Assert.Equal(4, (await EntriesAsync(graph)).Count(entry => entry.Kind == AuditKind.Reveal));
    }

    [BothDatabases]
    public async Task Bad_input_is_refused_and_shows_and_notes_nothing(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(
            provider,
            cast =>
            {
                cast.AddClient("无证件", cast.AgentLi, phone: "13700000001", source: "none");
            }
        );
        var call = Call(graph.Cast);
        var without = await graph.RunAsync(graph.Cast.Li, """{ clients(where: {source: {eq: "none"}}) { nodes { id } } }""");

        await call.With("reason", "  早 ").IsRefusedAsync(graph, graph.Cast.Feng, "OUT_OF_RANGE reason");
        await call.With("reason", new string('x', 201)).IsRefusedAsync(graph, graph.Cast.Feng, "OUT_OF_RANGE reason");
        await call.With("clientId", "Client_x").IsRefusedAsync(graph, graph.Cast.Feng, "WRONG_ID clientId");
        await new MutationCall(
            "clientIdentityNumberReveal",
            "client",
            new() { ["clientId"] = without["clients.nodes"][0].GetProperty("id").GetString(), ["reason"] = "准备网签合同" }
        ).IsRefusedAsync(graph, graph.Cast.Li, "NOT_ON_FILE clientId");

        Assert.Equal([], await EntriesAsync(graph));
    }

    [BothDatabases]
    public async Task Thirty_a_day_and_not_one_more_even_at_once(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => RevealAsync(graph, graph.Cast.Feng))));

        Assert.Equal(30, answers.Count(answer => answer["clientPhoneReveal.phone"].GetRawText() is not "null"));
        Assert.Equal(10, answers.Count(answer => answer.Column("clientPhoneReveal.errors", "code") is "REVEAL_QUOTA_EXCEEDED"));
        Assert.Equal(30, (await EntriesAsync(graph)).Count);
        // Another account has its own, and tomorrow is another day.
        Assert.Equal("13812345678", (await RevealAsync(graph, graph.Cast.Chen))["clientPhoneReveal.phone"].GetString());
        graph.Database.Clock.Advance(TimeSpan.FromHours(14));
        Assert.Equal("13812345678", (await RevealAsync(graph, graph.Cast.Feng))["clientPhoneReveal.phone"].GetString());
    }

    [BothDatabases]
    public async Task At_night_an_event_tells_of_it(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        graph.Database.Clock.Advance(TimeSpan.FromHours(12)); // 22:00 in the office

        var answer = await RevealAsync(graph, graph.Cast.Feng);

        // Silently: whoever looked is told nothing of it, whoever answers for the store is.
        Assert.Equal("[] null", $"{answer["clientPhoneReveal.events"].GetRawText()} {answer["clientPhoneReveal.sequence"].GetRawText()}");
        Assert.DoesNotContain("OFF_HOURS_REVEAL", (await graph.RunAsync(graph.Cast.Feng, "{ schema }")).Text, StringComparison.Ordinal);
        Assert.Contains("OFF_HOURS_REVEAL", (await graph.RunAsync(graph.Cast.Chen, "{ schema }")).Text, StringComparison.Ordinal);
        await using var db = graph.Database.Open();
        var told = await db.Events.SingleAsync();
        Assert.Equal((EventKind.OffHoursReveal, graph.Cast.ClientZhou.Id), (told.Kind, told.SubjectId));
        Assert.DoesNotContain("138123", told.Data, StringComparison.Ordinal);
        Assert.True((await EntriesAsync(graph)).Single().IsOffHours);
    }

    [BothDatabases]
    public async Task A_retry_is_one_reveal_and_ends_with_the_answer_s_life_or_the_right_to_it(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var first = await RevealAsync(graph, graph.Cast.Feng, "retry-1");
        var again = await RevealAsync(graph, graph.Cast.Feng, "retry-1");
        var asWang = graph.Cast.Feng with { StoreId = graph.Cast.Wang.StoreId };

        var moved = await RevealAsync(graph, asWang, "retry-1");
        graph.Database.Clock.Advance(RevealRules.AnswerLife + TimeSpan.FromSeconds(1));
        var late = await RevealAsync(graph, graph.Cast.Feng, "retry-1");

        Assert.Equal(first.Text, again.Text);
        Assert.Equal(("null", "null"), (moved["clientPhoneReveal.phone"].GetRawText(), late["clientPhoneReveal.phone"].GetRawText()));
        Assert.Single(await EntriesAsync(graph));
        await using var db = graph.Database.Open();
        Assert.DoesNotContain("13812345678", (await db.IdempotencyRecords.SingleAsync()).Answer, StringComparison.Ordinal);
    }

    [BothDatabases]
    public async Task A_dry_run_shows_and_notes_nothing(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);

        var answer = await Call(graph.Cast).With("dryRun", true).SendAsync(graph, graph.Cast.Feng);

        Assert.Equal("", answer.Errors);
        Assert.Equal([], await EntriesAsync(graph));
    }

    [BothDatabases]
    public async Task Denials_are_in_the_log_that_compliance_and_operations_read(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var cast = graph.Cast;

        await graph.RunAsync(cast.Lin, "{ clients { nodes { phone } } }");
        await graph.RunAsync(cast.Lin, "{ clients { nodes { shoeSize } } }");
        await graph.RunAsync(
            cast.Integrator,
            """query ($w: ClientFilterInput) { clients(where: $w) { nodes { id } } }""",
            new { w = new { phone = new { eq = "1" } } }
        );
        await graph.RunAsync(Viewer.Anonymous, "{ clients { nodes { phone } } }");
        await ((DenialLog)graph.Service(typeof(DenialLog))).FlushAsync();
        await RevealAsync(graph, cast.Feng);

        const string Log = "{ auditEntries(order: {sequence: ASC}) { nodes { sequence kind account role element reason client { fullName } } } }";
        var ofCompliance = await graph.RunAsync(cast.He, Log);
        Assert.Equal(
            """
            [{"sequence":1,"kind":"DENIAL","account":"林财务","role":"FINANCE","element":"Client.phone","reason":null,"client":null},
            {"sequence":2,"kind":"DENIAL","account":"东区机器","role":"INTEGRATOR","element":"ClientFilterInput.phone","reason":null,"client":null},
            {"sequence":3,"kind":"REVEAL","account":"冯测试","role":"AGENT","element":"Client.phone","reason":"业主来电核实","client":{"fullName":"周大福"}}]
            """.ReplaceLineEndings(""),
            ofCompliance["auditEntries.nodes"].GetRawText()
        );
        Assert.Equal("[]", (await graph.RunAsync(cast.StrangerOps, Log))["auditEntries.nodes"].GetRawText());
        Assert.Equal("FORBIDDEN", (await graph.RunAsync(cast.Sun, "{ auditEntries { totalCount } }")).Codes);
        Assert.Null(
            Assert
                .Single(
                    await ((AuditVerification)graph.Service(typeof(AuditVerification))).RunAsync(CancellationToken.None),
                    report => report.Last > 0
                )
                .Fault
        );
    }

    private static MutationCall Call(Cast cast) =>
        new("clientPhoneReveal", "client", new() { ["clientId"] = cast.ClientZhou.GlobalId(), ["reason"] = "业主来电核实" });

    private static Task<Answer> RevealAsync(Graph graph, Viewer viewer, string? idempotencyKey = null) =>
        graph.RunAsync(
            viewer,
            """
            mutation ($input: ClientPhoneRevealInput!) {
              clientPhoneReveal(input: $input) { client { phone } phone errors { ... on UserError { code } } sequence events }
            }
            """,
            new
            {
                input = new
                {
                    clientId = graph.Cast.ClientZhou.GlobalId(),
                    reason = "业主来电核实",
                    idempotencyKey,
                },
            }
        );

    private static async Task<List<AuditEntry>> EntriesAsync(Graph graph)
    {
        await ((DenialLog)graph.Service(typeof(DenialLog))).FlushAsync();
        await using var db = graph.Database.Open();
        return await db.AuditEntries.AsNoTracking().OrderBy(entry => entry.Sequence).ToListAsync();
    }
}
