using Lintel.Data;
using Lintel.Schema.Shared.Nodes;
using Lintel.Testing;

namespace Lintel.Schema.Tests.Shared.Reading;

/// <summary>Where the engine has to run an operation itself, what it reads is what a plan of the whole would have read.</summary>
public sealed class FieldByFieldTests
{
    [BothDatabases]
    public async Task A_node_is_read_beside_a_field_that_is_refused(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var id = GlobalId.Encode("Agent", graph.Cast.AgentLi.Id);

        var answer = await graph.RunAsync(
            graph.Cast.Sun,
            $$"""{ bad: node(id: "none") { id } good: node(id: "{{id}}") { __typename ... on Agent { memberFullName } } }"""
        );

        Assert.Equal("BAD_ARGUMENT", answer.Codes);
        Assert.EndsWith(
            """
            "data":{"bad":null,"good":{"__typename":"Agent","memberFullName":"李测试"}}}
            """,
            answer.Text,
            StringComparison.Ordinal
        );
    }

    [BothDatabases]
    public async Task A_node_is_read_beside_an_introspection(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var id = GlobalId.Encode("Agent", graph.Cast.AgentLi.Id);

        var answer = await graph.RunAsync(
            graph.Cast.Sun,
            $$"""{ __schema { queryType { name } } node(id: "{{id}}") { ... on Agent { memberFullName } } }"""
        );

        Assert.Equal("""{"__schema":{"queryType":{"name":"Query"}},"node":{"memberFullName":"李测试"}}""", answer.Data);
    }
}
