using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Domain.Organisation;
using Lintel.Domain.Platform;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Platform.Mutations;

public sealed class CustomFieldDefineTests
{
    [BothDatabases]
    public async Task A_definition_is_kept_and_noted_as_a_change_of_policy(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);

        var result = await CustomFields.Define().SendAsync(graph, graph.Cast.PartnerEast, "subject fieldName kind description archivedAt version");

        Assert.Equal(
            """{"subject":"LISTING","fieldName":"customParkingNote","kind":"TEXT","description":"我方字段 parkingNote.","archivedAt":null,"version":1}""",
            result.Subject
        );
        Assert.Equal("[] null []", $"[{result.Errors}] {result.Sequence} {result.Events}");
        await using var db = graph.Database.Open();
        var field = await db.CustomFields.SingleAsync();
        Assert.Equal((graph.Cast.Home.Brand.Id, graph.Cast.Home.Franchise.Id), (field.BrandId, field.FranchiseId));
        var entry = await db.AuditEntries.SingleAsync();
        Assert.Equal(
            (AuditKind.PolicyChange, "Listing.customParkingNote", "Defined.", graph.Cast.PartnerEast.AccountId),
            (entry.Kind, entry.Element, entry.Reason, entry.AccountId)
        );
        Assert.Equal(
            [(graph.Cast.Home.Franchise.Id, 1L)],
            (await db.Offices.Where(office => office.CustomFieldsVersion > 0).ToListAsync()).Select(office => (office.Id, office.CustomFieldsVersion))
        );
    }

    [BothDatabases]
    public async Task A_definition_is_not_taken_for_a_change_of_the_whole_policy(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        await using var db = graph.Database.Open();
        await db.AuditPolicyAsync("P", TestDatabase.Now, CancellationToken.None);
        var before = await db.AuditEntries.CountAsync();

        await graph.DefineAsync();
        await db.AuditPolicyAsync("P", TestDatabase.Now, CancellationToken.None);

        Assert.Equal(before + 1, await db.AuditEntries.CountAsync());
    }

    [BothDatabases]
    public async Task Each_bad_value_is_a_typed_error_at_its_place_and_writes_nothing(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var (partner, call) = (graph.Cast.PartnerEast, CustomFields.Define());

        foreach (
            var name in new[]
            {
                "",
                "ParkingNote",
                "1note",
                "parking_note",
                "parking note",
                "停车",
                "__typename",
                "customNote",
                new string('n', 41),
                "n\u0301",
            }
        )
        {
            await call.With("name", name).IsRefusedAsync(graph, partner, "MALFORMED name");
        }

        foreach (var description in new[] { "", "   ", new string('d', 301), "two\nlines" })
        {
            await call.With("description", description).IsRefusedAsync(graph, partner, "OUT_OF_RANGE description");
        }

        await call.With("name", "").With("description", "").IsRefusedAsync(graph, partner, "MALFORMED name", "OUT_OF_RANGE description");
        await graph.DoAsync(call.With("name", "customerNote"), partner); // a word that only starts alike
        await graph.DoAsync(call.With("name", new string('n', 40)), partner);
        await graph.DoAsync(call, partner);
        await call.IsRefusedAsync(graph, graph.Cast.Sun, "CUSTOM_FIELD_NAME_TAKEN name");
        await call.With("kind", "DATE").IsRefusedAsync(graph, partner, "CUSTOM_FIELD_NAME_TAKEN name");
        await graph.DoAsync(call.With("subject", "DEAL"), partner);
        await graph.DoAsync(call, graph.Cast.PartnerWest);
    }

    [BothDatabases]
    public async Task A_director_of_no_franchise_has_nothing_to_define(DatabaseProvider provider)
    {
        Viewer director = null!;
        await using var graph = await Graph.CreateAsync(provider, cast => director = cast.Staff(Role.Director, cast.Home.Region, "大区总监"));

        await CustomFields.Define().IsRefusedAsync(graph, director, "NO_FRANCHISE");
    }

    [BothDatabases]
    public async Task A_dry_run_checks_and_changes_nothing_and_a_retry_has_one_effect(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var before = await graph.DumpAsync();

        var dry = await CustomFields.Define().With("dryRun", true).SendAsync(graph, graph.Cast.PartnerEast);
        Assert.Equal("[] null", $"[{dry.Errors}] {dry.Subject}");
        Assert.Equal(before, await graph.DumpAsync());

        var keyed = CustomFields.Define().With("idempotencyKey", "k1");
        var first = await keyed.SendAsync(graph, graph.Cast.PartnerEast);
        var again = await keyed.SendAsync(graph, graph.Cast.PartnerEast);
        Assert.Equal(first.Answer.Text, again.Answer.Text);
        await using var db = graph.Database.Open();
        Assert.Equal((1, 1), (await db.CustomFields.CountAsync(), await db.AuditEntries.CountAsync()));
    }

    [BothDatabases]
    public async Task A_franchise_has_at_most_fifty_fields_in_use_on_a_subject_however_many_define_at_once(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        await using (var db = graph.Database.Open())
        {
            for (var i = 0; i < CustomField.MostPerSubject - 2; i++)
            {
                db.CustomFields.Add(Field(graph, $"f{i}"));
            }

            await db.SaveChangesAsync();
        }

        var results = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => CustomFields.Define($"more{i}").SendAsync(graph, graph.Cast.PartnerEast))
        );

        Assert.Equal(2, results.Count(result => result.Errors == ""));
        Assert.Equal(6, results.Count(result => result.Errors == "TOO_MANY_CUSTOM_FIELDS subject"));
        await graph.DefineAsync("ofDeals", subject: "DEAL");
        await graph.DefineAsync("ofWest", by: graph.Cast.PartnerWest);
        Assert.Equal(3, (await graph.AgainAsync(graph.Cast.Li)).CustomFieldsVersion); // a refusal raised nothing
        await using var reading = graph.Database.Open();
        var archived = await reading.CustomFields.FirstAsync(field => field.FieldName == "customF1");
        await graph.DoAsync(CustomFields.Archive(Ids.Of("CustomField", archived.Id)), graph.Cast.Sun);
        await graph.DefineAsync("f1", "DATE");
    }

    [BothDatabases]
    public async Task Of_many_who_define_one_name_at_once_one_does(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CustomFields.Define().SendAsync(graph, graph.Cast.PartnerEast)));

        Assert.Equal(1, results.Count(result => result.Errors == ""));
        Assert.Equal(7, results.Count(result => result.Errors == "CUSTOM_FIELD_NAME_TAKEN name"));
    }

    private static CustomField Field(Graph graph, string name) =>
        CustomField
            .Define(
                graph.Cast.Home.NewId(),
                graph.Cast.Home.Brand.Id,
                graph.Cast.Home.Franchise.Id,
                CustomFieldSubject.Listing,
                name,
                CustomFieldKind.Text,
                "x",
                TestDatabase.Now
            )
            .Value;
}
