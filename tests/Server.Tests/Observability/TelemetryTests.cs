using System.Diagnostics;
using Lintel.Data;
using Lintel.Server.Hosting;
using Lintel.Testing;
using Npgsql;
using OpenTelemetry.Trace;

namespace Lintel.Server.Tests.Observability;

/// <summary>Sources and meters are the process's, so these tests run alone.</summary>
[CollectionDefinition(nameof(WatchesTheProcess), DisableParallelization = true)]
public sealed class WatchesTheProcess;

/// <summary>What is told of operations, and what never is.</summary>
[Collection(nameof(WatchesTheProcess))]
public sealed class TelemetryTests
{
    private const string Li = "test|li";
    private const string Homes = "query Homes($most: Decimal) { listings(where: { listPrice: { lte: $most } }) { totalCount } }";

    [Fact]
    public async Task Nothing_listens_until_an_endpoint_is_named()
    {
        await using var server = await ServerUnderTest.StartAsync();

        using var source = new ActivitySource("Lintel");
        Assert.False(source.HasListeners());
        Assert.Throws<InvalidOperationException>(server.Part<TracerProvider>);
    }

    [Theory]
    [InlineData("OTEL_SDK_DISABLED", "true", false)]
    [InlineData("OTEL_TRACES_EXPORTER", "none", false)]
    [InlineData("OTEL_METRICS_EXPORTER", "none", true)]
    public async Task The_standard_variables_switch_signals_off(string variable, string value, bool isTraced)
    {
        await using var server = await ServerUnderTest.StartAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"), (variable, value));

        using var source = new ActivitySource("Lintel");
        Assert.Equal(isTraced, source.HasListeners());
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "nowhere")]
    public async Task An_endpoint_that_is_none_stops_the_start(string variable, string value)
    {
        var fault = await Assert.ThrowsAsync<ConfigurationFault>(() => ServerUnderTest.StartAsync((variable, value)));

        Assert.Equal($"{variable} must be an http or https address, not '{value}'.", fault.Message);
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("-0.1")]
    public async Task A_share_is_between_0_and_1(string share)
    {
        var fault = await Assert.ThrowsAsync<ConfigurationFault>(() => ServerUnderTest.StartAsync(("Lintel:Telemetry:TracedShare", share)));

        Assert.Contains("TracedShare", fault.Message, StringComparison.Ordinal);
    }

    [BothDatabases]
    public async Task Each_operation_is_a_span_by_whatever_way_it_is_answered(DatabaseProvider provider)
    {
        await using var watched = await WatchedServer.StartAsync(provider);

        var planned = await watched.AskAsync(new { query = Homes, variables = new { most = 1 } });
        var known = await watched.AskAsync(new { query = Homes, variables = new { most = 2 } });
        var engine = await watched.AskAsync(new { query = "{ __schema { queryType { name } } }" });
        var errors = await watched.AskAsync(new { query = """{ listings(after: "x") { nodes { id } } }""" });
        var forbidden = await watched.AskAsync(new { query = "query Audit { auditEntries { totalCount } }" });
        var tooDeep = await watched.AskAsync(new { query = $"query Deep {{ nodes(ids: {new string('[', 1000)}{new string(']', 1000)}) {{ id }} }}" });
        var noDocument = await watched.AskAsync(new { query = "query {" });
        var mutation = await watched.AskAsync(
            new
            {
                query = """mutation Enter { clientCreate(input: { fullName: "", phone: "1", consentOn: "2026-03-16" }) { errors { __typename } } }""",
            }
        );
        var again = await watched.AskAsync(
            new
            {
                query = """mutation Enter { clientCreate(input: { fullName: "", phone: "1", consentOn: "2026-03-16" }) { errors { __typename } } }""",
            }
        );

        const string Query = "query Server Unset: graphql.operation.type=query";
        Assert.Equal($"{Query} graphql.operation.name=Homes way=planned outcome=ok", watched.OperationOf(planned));
        Assert.Equal($"{Query} graphql.operation.name=Homes way=known outcome=ok", watched.OperationOf(known));
        Assert.Equal($"{Query} way=engine outcome=ok", watched.OperationOf(engine));
        Assert.Equal($"{Query} way=engine outcome=errors error.type=CURSOR_MISMATCH", watched.OperationOf(errors));
        Assert.Equal($"{Query} graphql.operation.name=Audit way=none outcome=refused error.type=FORBIDDEN", watched.OperationOf(forbidden));
        Assert.Equal("GraphQL Operation Server Unset: way=none outcome=refused error.type=TOO_DEEP", watched.OperationOf(tooDeep));
        Assert.Equal("GraphQL Operation Server Unset: way=none outcome=refused error.type=SYNTAX_ERROR", watched.OperationOf(noDocument));
        const string Mutation = "mutation Server Unset: graphql.operation.type=mutation graphql.operation.name=Enter way=engine outcome=ok";
        Assert.Equal(Mutation, watched.OperationOf(mutation));
        Assert.Equal(Mutation, watched.OperationOf(again));
    }

    [Fact]
    public async Task The_same_is_counted_and_timed()
    {
        await using var watched = await WatchedServer.StartAsync(
            DatabaseProvider.Sqlite,
            ("Lintel:Telemetry:Meters:0", "Microsoft.AspNetCore.Hosting")
        );

        for (var most = 1; most <= 4; most++)
            await watched.AskAsync(new { query = Homes, variables = new { most } }, isRecorded: false);
        await watched.AskAsync(new { query = "query Audit { auditEntries { totalCount } }" });
        await watched.AskAsync(new { query = "{ deals { totalCount } }" }, subject: null);
        await watched.AskAsync(new { query = "{ deals { nonsense } }" });
        await watched.AskAsync(new { query = "" });

        Assert.Equal(
            [
                "error.type=FORBIDDEN graphql.operation.type=query outcome=refused way=none: 2",
                "error.type=NO_OPERATION outcome=refused way=none: 1",
                "error.type=UNAUTHENTICATED graphql.operation.type=query outcome=refused way=none: 1",
                "graphql.operation.type=query outcome=ok way=known: 3",
                "graphql.operation.type=query outcome=ok way=planned: 1",
            ],
            watched.PointsOf("lintel.graphql.operation.duration")
        );
        Assert.Equal(["role=AGENT: 1", "role=none: 1"], watched.PointsOf("lintel.access.refused"));
        Assert.Equal(["way=known: 3", "way=planned: 1"], watched.PointsOf("lintel.graphql.queries"));
        Assert.Single(watched.PointsOf("lintel.db.commands"));
        Assert.NotEmpty(watched.PointsOf("http.server.request.duration"));
    }

    [Fact]
    public async Task What_breaks_is_an_error_and_its_line_in_the_log_is_found_by_the_trace()
    {
        await using var watched = await WatchedServer.StartWithProbeAsync();

        var trace = await watched.AskAsync(new { query = "{ broken }" }, subject: null);

        Assert.Equal("query Server Error: graphql.operation.type=query way=engine outcome=broken error.type=INTERNAL", watched.OperationOf(trace));
        Assert.Null(watched.SpansOf("Lintel", trace)[0].StatusDescription);
        var line = Assert.Single(watched.Logs);
        Assert.Equal((trace, $"Operation broke. Trace {trace}"), (line.TraceId.ToHexString(), line.FormattedMessage));
    }

    [Fact]
    public async Task The_caller_decides_whether_its_trace_is_recorded()
    {
        await using var watched = await WatchedServer.StartAsync(DatabaseProvider.Sqlite, ("Lintel:Telemetry:TracedShare", "1"));

        var without = await watched.AskAsync(new { query = "{ __typename }" }, isRecorded: false);
        var with = await watched.AskAsync(new { query = "{ __typename }" }, isRecorded: true);
        await watched.StopAsync();

        Assert.Empty(watched.SpansOf("Lintel", without));
        var operation = Assert.Single(watched.SpansOf("Lintel", with));
        Assert.Equal((WatchedServer.CallersSpan, true), (operation.ParentSpanId.ToHexString(), operation.HasRemoteParent));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1", 1)]
    public async Task Of_other_traces_the_share_is_recorded(string share, int operations)
    {
        await using var watched = await WatchedServer.StartAsync(DatabaseProvider.Sqlite, ("Lintel:Telemetry:TracedShare", share));

        await watched.AskAsync(new { query = "{ __typename }" }, isRecorded: null);
        await watched.StopAsync();

        Assert.Equal(operations, watched.OperationCount);
    }

    [BothDatabases]
    public async Task No_literal_variable_token_or_person_leaves_the_process(DatabaseProvider provider)
    {
        string[] secrets =
        [
            "13912345678",
            "吴秘密",
            "13987654321",
            "秘密小区",
            "郑秘密",
            "13900000001",
            "13900000002",
            "13900000003",
            "秘密标题",
            "unreadable-secret",
            Li,
            "李测试",
        ];
        await using var watched = await WatchedServer.StartAsync(provider);
        var token = watched.Server.TokenOf(Li);
        const string Clients =
            "query Clients($phone: String) { clients(where: { phone: { eq: $phone } }) { nodes { fullName phone agent { memberFullName } } } }";
        const string Enter =
            "mutation Enter($phone: String!) { clientCreate(input: { fullName: \"吴秘密\", phone: $phone, consentOn: \"2026-03-16\" }) { client { fullName phone } } }";

        var phone = new { phone = "13912345678" };
        await watched.AskAsync(new { query = Enter, variables = phone });
        await watched.AskAsync(new { query = Enter, variables = phone });
        var planned = await watched.AskAsync(new { query = Clients, variables = phone });
        await watched.AskAsync(new { query = Clients, variables = phone });
        await watched.AskAsync(new { query = """{ listings(where: { title: { eq: "秘密标题" } }, search: "秘密小区") { totalCount } }""" });
        await watched.AskAsync(new { query = """{ clients(where: { phone: { eq: "13987654321" } }) { totalCount } }""" });
        await watched.AskAsync(new { query = """{ clients(where: { phone: { eq: "13900000001" } }) { nonsense } }""" });
        await watched.AskAsync(new { query = """{ clients(where: { fullName: "郑秘密 """ });
        await watched.AskAsync(new { query = "query A { __typename } query B { __typename }", operationName = "13900000002" });
        using (
            var get = new HttpRequestMessage(
                HttpMethod.Get,
                $"{watched.Server.Address}?query={Uri.EscapeDataString(Clients)}&variables={Uri.EscapeDataString("""{"phone":"13900000003"}""")}"
            )
        )
        {
            await watched.SendAsync(get, token);
        }

        using (var stranger = new HttpRequestMessage(HttpMethod.Get, $"{watched.Server.Address}?query=%7B__typename%7D"))
            await watched.SendAsync(stranger, "unreadable-secret");
        await watched.StopAsync();

        Assert.Equal(provider == DatabaseProvider.Postgres, watched.SpansOf("Npgsql", planned).Count > 0);
        var told = string.Join('\n', ((string[])["traces", "metrics", "logs"]).Select(watched.Sink.TextOf));
        Assert.Contains("graphql.operation.name", watched.Sink.TextOf("traces"), StringComparison.Ordinal);
        Assert.Contains("lintel.graphql.operation.duration", watched.Sink.TextOf("metrics"), StringComparison.Ordinal);
        Assert.Equal([], ((string[])[.. secrets, token, token.Split('.')[2]]).Where(secret => told.Contains(secret, StringComparison.Ordinal)));
    }

    [OnPostgres]
    public async Task A_statement_that_fails_is_told_by_its_operation_only()
    {
        await using var watched = await WatchedServer.StartAsync(DatabaseProvider.Postgres);
        await watched.AskAsync(new { query = "{ __typename }" });
        await using (var owner = new NpgsqlConnection(watched.Server.Database.Options.ConnectionString))
        {
            await owner.OpenAsync();
            await using var rename = new NpgsqlCommand("ALTER TABLE clients RENAME TO clients_gone", owner);
            await rename.ExecuteNonQueryAsync();
        }

        var trace = await watched.AskAsync(
            new
            {
                query = """mutation { clientCreate(input: { fullName: "周", phone: "13900000009", consentOn: "2026-03-16" }) { client { id } } }""",
            }
        );
        await watched.StopAsync();

        Assert.Equal(
            "mutation Server Error: graphql.operation.type=mutation way=engine outcome=broken error.type=INTERNAL",
            watched.OperationOf(trace)
        );
        Assert.NotEmpty(watched.SpansOf("Npgsql", trace));
        Assert.All(watched.SpansOf("Npgsql", trace), span => Assert.NotEqual(ActivityStatusCode.Error, span.Status));
        Assert.DoesNotContain("exception.message", watched.Sink.TextOf("traces"), StringComparison.Ordinal);
        Assert.Contains("exception.message", watched.Sink.TextOf("logs"), StringComparison.Ordinal);
    }
}
