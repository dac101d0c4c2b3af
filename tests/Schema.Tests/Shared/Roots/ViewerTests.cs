using Lintel.Data;
using Lintel.Testing;

namespace Lintel.Schema.Tests.Shared.Roots;

public sealed class ViewerTests
{
    private const string Document =
        "{ viewer { name role agent { memberFullName } store { code } franchise { code parent { code parent { code parent { code } } } } brand { code } } }";

    [BothDatabases]
    public async Task A_viewer_is_told_who_and_where_it_is(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, _ => { });

        var li = await graph.RunAsync(graph.Cast.Li, Document);
        var sun = await graph.RunAsync(graph.Cast.Sun, Document);
        var zhou = await graph.RunAsync(graph.Cast.Zhou, Document);

        const string franchise = """{"code":"F","parent":{"code":"R","parent":{"code":"B","parent":null}}}""";
        Assert.Equal(
            $$$$"""{"viewer":{"name":"李测试","role":"AGENT","agent":{"memberFullName":"李测试"},"store":{"code":"S1"},"franchise":{{{{franchise}}}},"brand":{"code":"B"}}}""",
            li.Data
        );
        Assert.Equal(
            $$$$"""{"viewer":{"name":"孙总监","role":"DIRECTOR","agent":null,"store":null,"franchise":{{{{franchise}}}},"brand":{"code":"B"}}}""",
            sun.Data
        );
        Assert.Equal("""{"viewer":{"name":"周大福","role":"CLIENT","agent":null,"store":null,"franchise":null,"brand":{"code":"B"}}}""", zhou.Data);
    }
}
