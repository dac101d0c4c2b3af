using System.Text.Json.Nodes;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Clients;
using Lintel.Domain.Deals;
using Lintel.Domain.Listings;
using Lintel.Domain.Platform;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Platform.Mutations;

public sealed class CustomValueSetTests
{
    [BothDatabases]
    public async Task A_value_is_set_changed_and_cleared_each_with_an_event_and_the_record_stays_as_it_is(DatabaseProvider provider)
    {
        Listing listing = null!;
        await using var graph = await Graph.CreateAsync(provider, cast => listing = cast.AddListing("L1", cast.AgentLi));
        var field = await graph.DefineAsync();
        var call = CustomFields.Set(listing, field);

        var set = await call.With("text", "B2").With("expectedVersion", 2).SendAsync(graph, graph.Cast.Li, "version");
        var changed = await call.With("text", "B3").With("expectedVersion", 2).SendAsync(graph, graph.Cast.Chen, "version");
        var cleared = await call.SendAsync(graph, graph.Cast.Sun, "version");
        var nothing = await call.SendAsync(graph, graph.Cast.Sun, "version");

        Assert.Equal("""{"version":2} 1 ["CUSTOM_VALUE_CHANGED"]""", $"{set.Subject} {set.Sequence} {set.Events}");
        Assert.Equal("""{"version":2} 2""", $"{changed.Subject} {changed.Sequence}");
        Assert.Equal("""{"version":2} 3""", $"{cleared.Subject} {cleared.Sequence}");
        Assert.Equal("""{"version":2} null []""", $"{nothing.Subject} {nothing.Sequence} {nothing.Events}");
        await using var db = graph.Database.Open();
        Assert.Equal(0, await db.CustomValues.CountAsync());
        var events = await db.Events.OrderBy(logged => logged.Sequence).ToListAsync();
        var fieldId = (await db.CustomFields.SingleAsync()).Id;
        Assert.Equal(
            [
                new CustomValueChanged(SubjectKind.Listing, listing.Id, fieldId, "customParkingNote", IsCleared: false),
                new CustomValueChanged(SubjectKind.Listing, listing.Id, fieldId, "customParkingNote", IsCleared: false),
                new CustomValueChanged(SubjectKind.Listing, listing.Id, fieldId, "customParkingNote", IsCleared: true),
            ],
            events.Select(logged => EventJson.Read<CustomValueChanged>(logged.Data))
        );
        Assert.All(
            events,
            logged =>
                Assert.Equal((EventKind.CustomValueChanged, listing.Id, listing.ListAgentId), (logged.Kind, logged.SubjectId, logged.OwnerAgentId))
        );
        Assert.All(events, logged => Assert.DoesNotContain("B2", logged.Data, StringComparison.Ordinal));
    }

    [BothDatabases]
    public async Task A_value_of_another_kind_or_out_of_bounds_is_refused_and_writes_nothing(DatabaseProvider provider)
    {
        Listing listing = null!;
        await using var graph = await Graph.CreateAsync(provider, cast => listing = cast.AddListing("L1", cast.AgentLi));
        var li = graph.Cast.Li;
        var values = new Dictionary<string, JsonNode>
        {
            ["text"] = "x",
            ["integer"] = 1,
            ["decimal"] = 1.5m,
            ["boolean"] = true,
            ["date"] = "2026-01-01",
        };
        foreach (var kind in values.Keys)
        {
            var call = CustomFields.Set(listing, await graph.DefineAsync(kind, kind.ToUpperInvariant()));
            foreach (var (other, value) in values)
            {
                if (other == kind)
                {
                    await graph.DoAsync(call.With(other, value.DeepClone()));
                }
                else
                {
                    await call.With(other, value.DeepClone()).IsRefusedAsync(graph, li, $"WRONG_CUSTOM_KIND {other}");
                    await call.With(other, value.DeepClone())
                        .With(kind, values[kind].DeepClone())
                        .IsRefusedAsync(graph, li, $"WRONG_CUSTOM_KIND {other}");
                }
            }
        }

        var text = CustomFields.Set(listing, await graph.DefineAsync("note"));
        await text.With("text", "").IsRefusedAsync(graph, li, "OUT_OF_RANGE text");
        await text.With("text", new string('x', 1001)).IsRefusedAsync(graph, li, "OUT_OF_RANGE text");
        await text.With("text", "x").With("expectedVersion", 1).IsRefusedAsync(graph, li, "STALE_VERSION expectedVersion");
        var number = CustomFields.Set(listing, await graph.DefineAsync("sum", "DECIMAL"));
        await number.With("decimal", 100_000_000_000.01m).IsRefusedAsync(graph, li, "OUT_OF_RANGE decimal");
        await number.With("decimal", -100_000_000_000.01m).IsRefusedAsync(graph, li, "OUT_OF_RANGE decimal");
    }

    [BothDatabases]
    public async Task Who_may_not_change_the_record_or_has_not_the_field_is_refused(DatabaseProvider provider)
    {
        Listing listing = null!;
        Listing theirs = null!;
        Deal deal = null!;
        Client client = null!;
        await using var graph = await Graph.CreateAsync(
            provider,
            cast =>
            {
                listing = cast.AddListing("L1", cast.AgentLi);
                theirs = cast.AddListing("L2", cast.AgentZhao);
                deal = cast.AddDeal("D1", cast.AgentLi, cast.AddListing("L3", cast.AgentLi), client = cast.ClientZhou);
            }
        );
        var cast = graph.Cast;
        var (ofListing, ofClient, ofDeal) = (
            await graph.DefineAsync(),
            await graph.DefineAsync(subject: "CLIENT"),
            await graph.DefineAsync(subject: "DEAL")
        );
        var ofWest = await graph.DefineAsync(by: cast.PartnerWest);

        foreach (var viewer in new[] { cast.Feng, cast.Wang })
        {
            await CustomFields.Set(listing, ofListing).With("text", "x").IsRefusedAsync(graph, viewer, "NOT_FOUND listingId");
        }

        await CustomFields
            .Set(listing, ofListing)
            .With("text", "x")
            .IsRefusedAsync(graph, cast.Zhao, "NOT_FOUND listingId", "NOT_FOUND customFieldId");
        await CustomFields.Set(theirs, ofListing).With("text", "x").IsRefusedAsync(graph, cast.Zhao, "NOT_FOUND customFieldId");
        await CustomFields.Set(listing, ofWest).With("text", "x").IsRefusedAsync(graph, cast.Li, "NOT_FOUND customFieldId");
        await CustomFields.Set(client, ofClient).With("text", "x").IsRefusedAsync(graph, cast.Feng, "NOT_FOUND clientId");
        await CustomFields.Set(deal, ofDeal).With("text", "x").IsRefusedAsync(graph, cast.Feng, "NOT_FOUND dealId");
        // A field of another subject, none at all, one that is archived.
        await CustomFields.Set(listing, ofDeal).With("text", "x").IsRefusedAsync(graph, cast.Li, "NOT_FOUND customFieldId");
        await CustomFields.Set(listing, Ids.Of("CustomField", Guid.Empty)).IsRefusedAsync(graph, cast.Li, "NOT_FOUND customFieldId");
        await CustomFields.Set(listing, listing.GlobalId()).IsRefusedAsync(graph, cast.Li, "WRONG_ID customFieldId");
        await graph.DoAsync(CustomFields.Set(client, ofClient).With("text", "x"), cast.Chen);
        await graph.DoAsync(CustomFields.Set(deal, ofDeal).With("text", "x"), cast.Gao);
        await graph.DoAsync(CustomFields.Archive(ofListing), cast.Sun);
        await CustomFields.Set(listing, ofListing).With("text", "x").IsRefusedAsync(graph, cast.Li, "WRONG_STATE customFieldId");
    }

    [BothDatabases]
    public async Task Many_who_set_one_value_at_once_leave_one_row(DatabaseProvider provider)
    {
        Listing listing = null!;
        await using var graph = await Graph.CreateAsync(provider, cast => listing = cast.AddListing("L1", cast.AgentLi));
        var field = await graph.DefineAsync("count", "INTEGER");

        var results = await Task.WhenAll(
            Enumerable.Range(1, 8).Select(i => CustomFields.Set(listing, field).With("integer", i).SendAsync(graph, graph.Cast.Li))
        );

        Assert.All(results, result => Assert.Equal("", result.Errors));
        await using var db = graph.Database.Open();
        Assert.Equal((1, 8), (await db.CustomValues.CountAsync(), await db.Events.CountAsync()));
        Assert.Equal(8, (await db.CustomValues.SingleAsync()).Version);
    }
}
