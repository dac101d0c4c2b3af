using Lintel.Domain;

namespace Lintel.Schema.Tests.Explaining;

public sealed class ExplainAccessTests
{
    private const string Explain = """
        query ($document: String!, $variables: JSON, $role: Role) {
          explainAccess(document: $document, variables: $variables, role: $role) {
            allowed refusals { code } elements { coordinate decision grants { scope mask rows } }
          }
        }
        """;

    [Fact]
    public async Task Every_element_comes_with_its_decision_its_grants_and_their_rows()
    {
        var graph = await SchemaOnly.GraphAsync();

        var answer = await graph.RunAsync(
            graph.Cast.Li,
            Explain.Replace(", $role: Role", "", StringComparison.Ordinal).Replace(", role: $role", "", StringComparison.Ordinal),
            new { document = "{ clients { nodes { phone pool } } }" }
        );

        Assert.Equal("true []", $"{answer["explainAccess.allowed"].GetRawText()} {answer["explainAccess.refusals"].GetRawText()}");
        Assert.Equal(
            """
            Query.clients PARTIAL STORE NONE Client."store_id" = @viewer_StoreId
            ClientConnection.nodes GRANTED
            Client PARTIAL STORE NONE Client."store_id" = @viewer_StoreId
            Client.phone PARTIAL OWN NONE ((Client."agent_id" = @viewer_AgentId) OR (Client."id" = @viewer_ClientId)), STORE PHONE Client."store_id" = @viewer_StoreId
            Client.pool GRANTED
            """.ReplaceLineEndings("\n"),
            Lines(answer)
        );
    }

    [Fact]
    public async Task Filters_in_variables_are_explained_like_those_in_the_document()
    {
        var graph = await SchemaOnly.GraphAsync();
        const string Document = "query ($w: ClientFilterInput) { clients(where: $w) { totalCount } }";

        var granted = await AskAsync(
            graph,
            graph.Cast.Sun,
            Document,
            Role.Compliance,
            new { w = new { or = new[] { new { identityNumber = new { eq = "1" } } } } }
        );
        var denied = await AskAsync(
            graph,
            graph.Cast.Sun,
            Document,
            Role.Partner,
            new { w = new { or = new[] { new { identityNumber = new { eq = "1" } } } } }
        );

        Assert.Equal("true", granted["explainAccess.allowed"].GetRawText());
        Assert.Contains("ClientFilterInput.identityNumber GRANTED", Lines(granted), StringComparison.Ordinal);
        Assert.Equal(
            """false [{"code":"FORBIDDEN"}]""",
            $"{denied["explainAccess.allowed"].GetRawText()} {denied["explainAccess.refusals"].GetRawText()}"
        );
        Assert.Contains("ClientFilterInput.identityNumber DENIED", Lines(denied), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hidden_and_nonexistent_are_explained_alike_and_told_apart_only_to_those_who_answer_for_the_roles()
    {
        var graph = await SchemaOnly.GraphAsync();
        var own = Explain.Replace(", $role: Role", "", StringComparison.Ordinal).Replace(", role: $role", "", StringComparison.Ordinal);

        var hidden = await graph.RunAsync(graph.Cast.Lin, own, new { document = "{ clients { nodes { phone { x } } } }" });
        var nothing = await graph.RunAsync(graph.Cast.Lin, own, new { document = "{ clients { nodes { shoes { x } } } }" });

        Assert.Equal(nothing.Text.Replace("shoes", "phone", StringComparison.Ordinal), hidden.Text);
        Assert.Contains("Client.phone DENIED", Lines(hidden), StringComparison.Ordinal);
        var refused = await AskAsync(graph, graph.Cast.Lin, "{ viewer { name } }", Role.Director);
        Assert.Equal("FORBIDDEN", string.Join(' ', refused.Codes.Split(' ').Distinct()));
    }

    [Fact]
    public async Task What_is_no_operation_is_explained_as_the_error_it_is_and_nothing_runs()
    {
        var graph = await SchemaOnly.GraphAsync();
        var before = await graph.DumpAsync();

        var broken = await AskAsync(graph, graph.Cast.Sun, "{ clients {");
        var tooDeep = await AskAsync(
            graph,
            graph.Cast.Sun,
            $"{{ {string.Concat(Enumerable.Repeat("viewer { ", 13))}name{string.Concat(Enumerable.Repeat(" }", 13))} }}"
        );
        var mutation = await AskAsync(
            graph,
            graph.Cast.Sun,
            """mutation { clientCreate(input: {fullName: "新客户", phone: "13900001111", consentOn: "2026-01-01"}) { sequence } }""",
            Role.Agent
        );

        Assert.Equal(
            """[{"code":"SYNTAX_ERROR"}] []""",
            $"{broken["explainAccess.refusals"].GetRawText()} {broken["explainAccess.elements"].GetRawText()}"
        );
        Assert.Equal("""[{"code":"TOO_DEEP"}]""", tooDeep["explainAccess.refusals"].GetRawText());
        Assert.Equal("true", mutation["explainAccess.allowed"].GetRawText());
        Assert.Equal(before, await graph.DumpAsync());
    }

    [Fact]
    public async Task A_document_too_large_to_run_is_not_looked_into_either()
    {
        var graph = await SchemaOnly.GraphAsync();
        const int Links = 1_400;
        var chain =
            "{ ...f0 } "
            + string.Concat(Enumerable.Range(0, Links).Select(i => $"fragment f{i} on Query {{ ...f{i + 1} }}\n"))
            + $"fragment f{Links} on Query {{ graphVersion }}";
        var nested = string.Concat(Enumerable.Repeat("{ viewer\n", 1_000)) + "{ name }" + new string('}', 1_000);

        foreach (var (document, code) in new[] { (chain, "TOO_MANY_TOKENS"), (nested, "TOO_DEEP") })
        {
            var answer = await AskAsync(graph, graph.Cast.Sun, document);

            Assert.Equal(
                $$"""[{"code":"{{code}}"}] []""",
                $"{answer["explainAccess.refusals"].GetRawText()} {answer["explainAccess.elements"].GetRawText()}"
            );
        }
    }

    private static Task<Answer> AskAsync(Graph graph, Viewer viewer, string document, Role? role = null, object? variables = null) =>
        graph.RunAsync(
            viewer,
            Explain,
            new
            {
                document,
                variables,
                role = role is null ? null : EnumNames.ToConstantCase(role.Value.ToString()),
            }
        );

    private static string Lines(Answer answer) =>
        string.Join(
            '\n',
            answer["explainAccess.elements"]
                .EnumerateArray()
                .Select(element =>
                    $"{element.GetProperty("coordinate").GetString()} {element.GetProperty("decision").GetString()} {string.Join(", ", element.GetProperty("grants").EnumerateArray().Select(grant => $"{grant.GetProperty("scope").GetString()} {grant.GetProperty("mask").GetString()} {grant.GetProperty("rows").GetString()}"))}".Trim()
                )
        );
}
