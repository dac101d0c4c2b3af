using Lintel.Data;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Platform.Mutations;

public sealed class CustomFieldArchiveTests
{
    [BothDatabases]
    public async Task An_archived_field_keeps_its_values_and_gives_its_name_free(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var field = await graph.DefineAsync();

        var result = await CustomFields.Archive(field).With("expectedVersion", 1).SendAsync(graph, graph.Cast.Sun, "fieldName archivedAt version");

        Assert.Equal("""{"fieldName":"customParkingNote","archivedAt":"2026-03-16T02:00:00Z","version":2}""", result.Subject);
        await using var db = graph.Database.Open();
        Assert.Equal("Archived.", (await db.AuditEntries.OrderByDescending(entry => entry.Sequence).FirstAsync()).Reason);
        Assert.Equal(2, (await graph.AgainAsync(graph.Cast.Li)).CustomFieldsVersion);
        Assert.NotEqual(field, await graph.DefineAsync(kind: "INTEGER"));
    }

    [BothDatabases]
    public async Task Each_refusal_writes_nothing(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var field = await graph.DefineAsync();
        var (partner, call) = (graph.Cast.PartnerEast, CustomFields.Archive(field));

        await call.With("expectedVersion", 2).IsRefusedAsync(graph, partner, "STALE_VERSION expectedVersion");
        await call.IsRefusedAsync(graph, graph.Cast.PartnerWest, "NOT_FOUND customFieldId");
        await call.With("customFieldId", Ids.Of("CustomField", Guid.Empty)).IsRefusedAsync(graph, partner, "NOT_FOUND customFieldId");
        await call.With("customFieldId", Ids.Of("Listing", Guid.Empty)).IsRefusedAsync(graph, partner, "WRONG_ID customFieldId");
        await graph.DoAsync(call, partner);
        await call.IsRefusedAsync(graph, partner, "WRONG_STATE customFieldId");
        await call.With("expectedVersion", 1).IsRefusedAsync(graph, partner, "STALE_VERSION expectedVersion");
    }
}
