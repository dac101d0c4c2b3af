using Lintel.Data;

namespace Lintel.Schema.Tests;

public sealed class SchemaTextTests
{
    [Fact]
    public async Task The_schema_can_be_printed()
    {
        await using var graph = await Graph.CreateAsync(DatabaseProvider.Sqlite);

        var sdl = SchemaExport.Sdl(graph.Schema);

        await File.WriteAllTextAsync("/tmp/schema.graphql", sdl);
        Assert.Contains("type Listing implements Node", sdl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listing_can_be_read()
    {
        await using var graph = await Graph.CreateAsync(DatabaseProvider.Sqlite, office => office.AddListing(office.Li));

        var answer = await graph.RunAsync(
            graph.Brokerage.AccountOfLi.ToViewer(),
            "{ listings(first: 2, where: {listPrice: {gt: 10}, listAgent: {memberFullName: {contains: \"李\"}}}, order: [{listPrice: DESC}]) { totalCount pageInfo { hasNextPage endCursor } nodes { id listPrice unitPrice standardStatus ownerPhone listAgent { memberFullName store { officeName performance { totalCount } } } media { mediaUrl } prices(first: 2) { nodes { price } } } } viewer { name role agent { memberFullName } } }"
        );

        await File.WriteAllTextAsync("/tmp/answer.json", answer.ToString());
    }
}
