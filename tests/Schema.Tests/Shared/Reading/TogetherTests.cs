using Lintel.Domain.Listings;
using Lintel.Schema.Tests.Wall;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Shared.Reading;

/// <summary>Single rows that are asked for at the same time are read together (ADR 22); nobody sees that in the answer.</summary>
public sealed class TogetherTests
{
    private const string Document = """
        query($id: ID!) {
          node(id: $id) {
            __typename
            id
            ... on Listing { listingId title standardStatus listPrice listAgent { memberFullName } listOffice { officeName } community { name } }
            ... on Client { fullName phone source agent { memberFullName } }
          }
        }
        """;

    [OnPostgres]
    public async Task Rows_read_together_are_those_read_alone()
    {
        var graph = await WallScene.SharedAsync();
        await using var db = graph.Database.Open();
        List<string> ids =
        [
            .. (await db.Listings.AsNoTracking().ToListAsync()).Select(listing => listing.GlobalId()),
            .. (await db.Clients.AsNoTracking().ToListAsync()).Select(client => client.GlobalId()),
            Ids.Of(nameof(Listing), Guid.CreateVersion7(TestDatabase.Now)),
        ];

        foreach (var viewer in (Domain.Viewer[])[graph.Cast.Li, graph.Cast.Chen, graph.Cast.He, graph.Cast.PartnerEast])
        {
            var alone = new List<string>();
            foreach (var id in ids)
            {
                alone.Add((await graph.RunAsync(viewer, Document, new { id })).Text);
            }

            var together = await Task.WhenAll(ids.Concat(ids).Select(id => graph.RunAsync(viewer, Document, new { id })));

            Assert.Contains(alone, answer => answer.Contains("\"listingId\"", StringComparison.Ordinal));
            Assert.Equal("{\"data\":{\"node\":null}}", alone[^1]);
            Assert.Equal(alone.Concat(alone), together.Select(answer => answer.Text));
        }
    }
}
