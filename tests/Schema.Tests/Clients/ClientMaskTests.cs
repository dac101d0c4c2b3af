using Lintel.Data;
using Lintel.Domain;
using Lintel.Testing;

namespace Lintel.Schema.Tests.Clients;

public sealed class ClientMaskTests
{
    private const string Document = """{ clients(where: {source: {eq: "Zhou"}}) { nodes { fullName phone identityNumber } } }""";

    [BothDatabases]
    public async Task A_client_s_phone_name_and_identity_are_as_clear_as_the_role_s_grant(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Arrange);
        var cast = graph.Cast;
        (Viewer Viewer, string Name, string Phone, string? Identity)[] expected =
        [
            (cast.Li, "周大福", "13812345678", "110***********002X"),
            (cast.Feng, "周**", "138****5678", null),
            (cast.Chen, "周大福", "13812345678", "110***********002X"),
            (cast.He, "周大福", "138****5678", "11010519491231002X"),
            (cast.Gao, "周大福", "13812345678", "11010519491231002X"),
            (cast.Zhou, "周大福", "13812345678", "110***********002X"),
        ];

        foreach (var (viewer, name, phone, identity) in expected)
        {
            var answer = await graph.RunAsync(viewer, Document);

            var quoted = identity is null ? "null" : $"\"{identity}\"";
            Assert.Equal(
                $$$"""{{{viewer.Name}}} [{"fullName":"{{{name}}}","phone":"{{{phone}}}","identityNumber":{{{quoted}}}}]""",
                $"{viewer.Name} {answer["clients.nodes"].GetRawText()}"
            );
        }

        foreach (var viewer in new[] { cast.Sun, cast.Lin, cast.Ma, cast.PartnerEast, cast.Integrator })
        {
            Assert.Equal("FORBIDDEN", (await graph.RunAsync(viewer, Document.Replace("fullName phone", "", StringComparison.Ordinal))).Codes);
        }
    }

    [BothDatabases]
    public async Task Roles_outside_the_client_s_line_get_masks_or_nothing(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Arrange);
        var cast = graph.Cast;

        foreach (var (viewer, name) in new[] { (cast.Sun, "周大福"), (cast.Ma, "周**"), (cast.PartnerEast, "周**") })
        {
            var answer = await graph.RunAsync(viewer, Document.Replace("identityNumber", "", StringComparison.Ordinal));

            Assert.Equal($$$"""[{"fullName":"{{{name}}}","phone":"138****5678"}]""", answer["clients.nodes"].GetRawText());
        }

        var finance = await graph.RunAsync(cast.Lin, """{ clients(where: {source: {eq: "Zhou"}}) { nodes { fullName } } }""");
        Assert.Equal("""[{"fullName":"周**"}]""", finance["clients.nodes"].GetRawText());
        Assert.Equal("FORBIDDEN", (await graph.RunAsync(cast.Lin, "{ clients { nodes { phone } } }")).Codes);
        Assert.Equal("FORBIDDEN", (await graph.RunAsync(cast.Integrator, "{ clients { nodes { fullName } } }")).Codes);
    }

    [BothDatabases]
    public async Task Two_agents_of_one_store_see_each_other_s_clients_masked_in_one_list(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Arrange);

        var ofLi = await graph.RunAsync(graph.Cast.Li, "{ clients { nodes { phone } } }");
        var ofFeng = await graph.RunAsync(graph.Cast.Feng, "{ clients { nodes { phone } } }");

        Assert.Equal("13711112222 13812345678 139****4444", ofLi.SortedColumn("clients.nodes", "phone"));
        Assert.Equal("137****2222 138****5678 13933334444", ofFeng.SortedColumn("clients.nodes", "phone"));
    }

    [BothDatabases]
    public async Task A_masked_or_hidden_value_cannot_be_found_by_a_filter(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, Arrange);
        foreach (
            var (where, ofLi, ofFeng) in new[]
            {
                ("""{phone: {eq: "13812345678"}}""", "Zhou", ""),
                ("""{phone: {in: ["13812345678", "13933334444"]}}""", "Zhou", "Feng"),
                ("""{phone: {eq: "138****5678"}}""", "", ""),
                ("""{identityNumber: {eq: "11010519491231002X"}}""", "", ""),
                ("""{phone: {eq: null}}""", "Feng", "Li Zhou"),
                ("""{phone: {neq: "13812345678"}}""", "Feng Li", "Feng Li Zhou"),
                ("""{phone: {nin: ["13812345678", "13711112222"]}}""", "Feng", "Feng Li Zhou"),
                ("""{not: {phone: {eq: "13812345678"}}}""", "Feng Li", "Feng Li Zhou"),
                ("""{fullName: {eq: "周大福"}}""", "Zhou", ""),
                ("""{fullName: {startsWith: "周"}}""", "Zhou", ""),
                ("""{agent: {clients: {some: {phone: {eq: "13812345678"}}}}}""", "Li Zhou", ""),
                ("""{agent: {clients: {all: {phone: {neq: "13812345678"}}}}}""", "Feng", "Feng Li Zhou"),
            }
        )
        {
            var document = $$"""{ clients(where: {{where}}) { totalCount nodes { source } } }""";
            Assert.Equal($"{where}: {ofLi}", $"{where}: {(await graph.RunAsync(graph.Cast.Li, document)).SortedColumn("clients.nodes", "source")}");
            Assert.Equal(
                $"{where}: {ofFeng}",
                $"{where}: {(await graph.RunAsync(graph.Cast.Feng, document)).SortedColumn("clients.nodes", "source")}"
            );
        }
    }

    private static void Arrange(Cast cast)
    {
        cast.AddClient("钱客户", cast.AgentLi, phone: "13711112222", source: "Li");
        cast.AddClient("冯客户", cast.AgentFeng, phone: "13933334444", source: "Feng");
    }
}
