using System.Text.Json;
using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Domain.Clients;
using Lintel.Domain.Deals;
using Lintel.Domain.Imports;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;
using Lintel.Domain.Platform;
using Lintel.Domain.Showings;
using Lintel.Domain.Webhooks;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Tests.Records;

public sealed class RoundTripTests
{
    [BothDatabases]
    public async Task Every_record_is_read_back_as_it_was_saved(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        FillEveryTable(brokerage);
        await using var writing = database.Open();
        await brokerage.SaveAsync(writing);
        var saved = writing.ChangeTracker.Entries().Select(entry => entry.Entity).ToList();
        var kinds = saved.Select(entity => entity.GetType()).ToHashSet();

        await using var reading = database.Open();
        foreach (var entity in saved)
        {
            var key = writing
                .Entry(entity)
                .Metadata.FindPrimaryKey()!
                .Properties.Select(property => property.GetGetter().GetClrValue(entity))
                .ToArray();
            var found = await reading.FindAsync(entity.GetType(), key);
            Assert.Equal(Properties(writing, entity), Properties(reading, found!));
        }

        // A kind of record that nobody put in above would go untested.
        var mapped = writing
            .Model.GetEntityTypes()
            .Where(type => type.FindPrimaryKey() is not null)
            .Select(type => type.ClrType)
            .Except([typeof(LoggedEvent), typeof(EventCounter), typeof(AuditEntry), typeof(AuditHead), typeof(AccessEpoch), typeof(SharedBudget)]);
        Assert.Equal(mapped.Select(type => type.Name).Order(StringComparer.Ordinal), kinds.Select(type => type.Name).Order(StringComparer.Ordinal));
    }

    [BothDatabases]
    public async Task Instants_come_back_in_UTC_exact_to_the_microsecond(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        var inTheOffice = new DateTimeOffset(2026, 3, 16, 8, 30, 0, TimeSpan.FromHours(8)).AddMicroseconds(123_456).AddTicks(7);
        var listing = brokerage.AddListing(brokerage.Li);
        var price = ListingPrice.Create(
            brokerage.NewId(),
            listing,
            previousPriceFen: null,
            5_000_000_00,
            reason: null,
            actorAccountId: null,
            inTheOffice
        );
        brokerage.Add(price);
        await using (var writing = database.Open())
        {
            await brokerage.SaveAsync(writing);
        }

        await using var db = database.Open();
        var found = await db.ListingPrices.SingleAsync();
        var ranged = await db.ListingPrices.CountAsync(row => row.ChangedAt >= inTheOffice);

        Assert.Equal(TimeSpan.Zero, found.ChangedAt.Offset);
        Assert.Equal(inTheOffice.AddTicks(-7), found.ChangedAt);
        Assert.Equal(1, ranged);
    }

    [BothDatabases]
    public async Task Enum_values_are_stored_as_the_graph_prints_them(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        FillEveryTable(brokerage);
        await using var db = database.Open();
        await brokerage.SaveAsync(db);

        var statuses = await db.Database.SqlQueryRaw<string>("""SELECT DISTINCT status AS "Value" FROM listings""").ToListAsync();
        var kinds = await db.Database.SqlQueryRaw<string>("""SELECT DISTINCT kind AS "Value" FROM offices""").ToListAsync();
        var orientations = await db.Database.SqlQueryRaw<int>("""SELECT DISTINCT orientations AS "Value" FROM listings""").ToListAsync();

        Assert.Equal(["ACTIVE", "DRAFT"], statuses.Order(StringComparer.Ordinal));
        Assert.Equal(["BRAND", "FRANCHISE", "REGION", "STORE", "TEAM"], kinds.Order(StringComparer.Ordinal));
        Assert.Equal([0], orientations);
    }

    [BothDatabases]
    public async Task A_record_that_others_refer_to_cannot_be_deleted(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        brokerage.AddListing(brokerage.Li);
        await using (var writing = database.Open())
        {
            await brokerage.SaveAsync(writing);
        }

        await using var db = database.Open();

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Agents.Where(agent => agent.Id == brokerage.Li.Id).ExecuteDeleteAsync());
    }

    [BothDatabases]
    public async Task Of_two_changes_to_one_version_the_second_is_refused(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var brokerage = new TestBrokerage(database.Clock);
        brokerage.AddListing(brokerage.Li);
        await using (var writing = database.Open())
        {
            await brokerage.SaveAsync(writing);
        }

        await using var first = database.Open();
        await using var second = database.Open();
        var mine = await first.Listings.SingleAsync();
        var theirs = await second.Listings.SingleAsync();
        _ = mine.Reprice(4_900_000_00, TestDatabase.Now).Value;
        _ = theirs.Reprice(4_800_000_00, TestDatabase.Now).Value;
        await first.SaveChangesAsync();

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync());

        await using var reading = database.Open();
        Assert.Equal(4_900_000_00, (await reading.Listings.SingleAsync()).ListPriceFen);
    }

    private static void FillEveryTable(TestBrokerage brokerage)
    {
        var now = TestDatabase.Now;
        var li = brokerage.Li;
        brokerage.AddListing(li, status: ListingStatus.Draft);
        var listing = brokerage.AddListing(li);
        var client = brokerage.AddClient(li);
        var deal = brokerage.AddDeal(li, listing, client, 4_880_000_00);
        foreach (var task in deal.PlanTasks(brokerage.NewId))
        {
            brokerage.Add(task);
        }

        brokerage.Add(ListingPrice.Create(brokerage.NewId(), listing, null, 1, "首次", null, now));
        brokerage.Add(Media.Create(brokerage.NewId(), listing, MediaCategory.FloorPlan, "https://media.lintel.example/1.jpg", "户型图", 0));
        var announced = new NewMediaUpload
        {
            MediaCategory = MediaCategory.Document,
            ContentType = "application/pdf",
            ByteLength = 12_345,
            Sha256 = new string('a', MediaUpload.HashLength),
            ShortDescription = "总平面图",
        };
        var upload = MediaUpload.Announce(brokerage.NewId(), listing, brokerage.AccountOfLi.Id, announced, now).Value;
        upload.Receive(now);
        brokerage.Add(upload);
        brokerage.Add(upload.Attach(brokerage.NewId(), 1, now).Value);
        var need = new NewClientNeed
        {
            Purpose = PurchasePurpose.FirstHome,
            BudgetFen = 5_000_000_00,
            District = "朝阳",
            LivingAreaMinimumDm2 = 80_00,
        };
        brokerage.Add(ClientNeed.Create(brokerage.NewId(), client, 1, need, now).Value);
        brokerage.Add(
            Showing.Completed(
                new NewShowing
                {
                    Id = brokerage.NewId(),
                    AgentId = li.Id,
                    Placement = Placement.Of(li),
                    ShownAt = now.AddHours(-3),
                    Interest = 4,
                    Feedback = "采光好",
                },
                listing.Id,
                client.Id,
                now
            )
        );
        var field = CustomField.Define(
            brokerage.NewId(),
            brokerage.Brand.Id,
            brokerage.Franchise.Id,
            CustomFieldSubject.Listing,
            "parkingNote",
            CustomFieldKind.Text,
            "车位说明",
            now
        );
        brokerage.Add(field.Value);
        brokerage.Add(CustomValue.Create(field.Value, listing.Id, new CustomContent { Text = "地下二层" }, now));
        var machine = brokerage.Add(Account.ForOffice(brokerage.NewId(), "test|machine", "机器", Role.Integrator, brokerage.Franchise, now));
        var key = ApiKey.Create(brokerage.NewId(), machine, "导出", ApiKeyScopes.Read, ("0123456789abcdef", new string('a', 64)), null, now).Value;
        _ = key.Rotate(new string('b', 64), null, null, now).Value;
        brokerage.Add(key);
        var document = brokerage.Add(TrustedDocument.Create(brokerage.NewId(), machine, "{ viewer { name } }", "Who", now));
        document.Retire(now);
        brokerage.Add(TrustedDocumentChange.Create(brokerage.NewId(), machine, added: 2, retired: 1, now));
        var selection = new WebhookSelection("https://hooks.example/", "subscription { dealAlerts { __typename } }", """{"a":"值"}""");
        var endpoint = WebhookEndpoint.Create(brokerage.NewId(), machine, selection, "whsec_a", position: 3, now).Value;
        _ = endpoint.Rotate("whsec_b", overlapUntil: null, now).Value;
        _ = endpoint.Pause().Value;
        brokerage.Add(endpoint);
        var failed = new WebhookOutcome(now, TimeSpan.FromMilliseconds(12), 500, WebhookFailure.Status);
        brokerage.Add(
            WebhookDelivery.Create(brokerage.NewId(), endpoint, WebhookDeliveryKind.Event, sequence: 4, attempt: 2, failed, now.AddMinutes(5))
        );
        var answer = IdempotencyRecord.Start(brokerage.Brand.Id, brokerage.AccountOfLi.Id, "dealOpen", "key-1", "hash", now);
        answer.Complete("""{"答":1}""");
        brokerage.Add(answer);
        brokerage.Add(VersionChange.Create(listing.Id, brokerage.Brand.Id, 1, 2, ["ListPriceFen", "ModifiedAt"], now));
        brokerage.Add(Cooperation.Grant(brokerage.NewId(), brokerage.StoreOfLi, brokerage.StoreOfWang, now, now.AddDays(30), now).Value);
        var run = brokerage.Add(NewRun(brokerage, now));
        brokerage.Add(QuarantinedRow.Create(brokerage.NewId(), run, 7, "SHIFTED_COLUMNS", "The row is shifted.", "floor", "a,b,c"));
    }

    private static ImportRun NewRun(TestBrokerage brokerage, DateTimeOffset now) =>
        ImportRun.Start(brokerage.NewId(), brokerage.StoreOfLi, "lianjia-2021", "房源.csv", new string('a', 64), "gb18030", now);

    private static string Properties(LintelDbContext db, object entity) =>
        JsonSerializer.Serialize(
            db.Entry(entity)
                .Metadata.GetProperties()
                .Where(property => !property.IsShadowProperty())
                .Select(property => (property.Name, Value: property.GetGetter().GetClrValue(entity)))
                .Concat(ProtectedProperty.Of(db.Entry(entity).Metadata).Select(property => (property.Name, Value: (object?)property.ClearOf(entity))))
                .ToDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal)
        );
}
