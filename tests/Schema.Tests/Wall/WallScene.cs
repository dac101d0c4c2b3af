using System.Globalization;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Domain.Deals;
using Lintel.Domain.Imports;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;
using Lintel.Domain.Platform;
using Lintel.Domain.Webhooks;
using Lintel.Testing;

namespace Lintel.Schema.Tests.Wall;

/// <summary>Rows of every declared type in every place of the tree, in every state that a row rule tells apart.</summary>
internal static class WallScene
{
    /// <summary>Shared by the tests that change nothing.</summary>
    public static Task<Graph> SharedAsync() => Shared.Value;

    public const string OfEast = "of the franchise East";
    public const string OfWest = "of the franchise West";

    private static readonly Lazy<Task<Graph>> Shared = new(CreateAsync);

    public static async Task<Graph> CreateAsync()
    {
        var graph = await Graph.CreateAsync(DatabaseProvider.Postgres, Arrange);
        foreach (var viewer in (Domain.Viewer[])[graph.Cast.Ma, graph.Cast.StrangerOps])
        {
            await using var db = graph.Database.Open();
            await using var transaction = await db.BeginWriteAsync(viewer.BrandId!.Value, CancellationToken.None);
            await db.AuditAsync(
                viewer.BrandId.Value,
                new AuditNote(AuditKind.Denial, "Client.phone"),
                viewer,
                TestDatabase.Now,
                CancellationToken.None
            );
            var agent = viewer == graph.Cast.Ma ? graph.Cast.AgentLi : graph.Cast.AgentStranger;
            db.Record(new DealStageChanged(agent.Id, DealStage.Intent, DealStage.Deposited), agent, agent.Id, viewer);
            await db.CommitAsync(transaction, TestDatabase.Now, CancellationToken.None);
        }

        return graph;
    }

    private static void Arrange(Cast cast)
    {
        foreach (var agent in (Agent[])[cast.AgentLi, cast.AgentFeng, cast.AgentWang, cast.AgentZhao, cast.AgentStranger])
        {
            foreach (
                var status in (ListingStatus[])
                    [ListingStatus.Draft, ListingStatus.Active, ListingStatus.Hold, ListingStatus.Pending, ListingStatus.Closed]
            )
            {
                foreach (var visibility in Enum.GetValues<ListingVisibility>())
                {
                    AddListing(cast, agent, status, visibility);
                }
            }

            var client = agent == cast.AgentLi ? cast.ClientZhou : cast.AddClient("吴测试", agent);
            cast.AddNeed(client);
            var sold = cast.AddListing(Number(cast), agent, ListingStatus.Active);
            cast.AddDeal(Number(cast), agent, sold, client);
            cast.AddShowing(agent, sold, client);
        }

        AddCooperations(cast);
        AddCustomField(cast, cast.Home.Franchise, OfEast);
        AddCustomField(cast, cast.FranchiseWest, OfWest);
        var home = cast.Home;
        var partner = home.Add(Account.ForOffice(home.NewId(), "test|west", "西区机器", Role.Partner, cast.FranchiseWest, TestDatabase.Now));
        Equip(cast, cast.IntegratorAccount, 1);
        Equip(cast, partner, 2);
        foreach (var office in (Office[])[home.Brand, home.Franchise, home.StoreOfLi, home.StoreOfWang, cast.StoreOfZhao, cast.ForeignStore])
        {
            var run = cast.Home.Add(
                ImportRun.Start(home.NewId(), office, "lianjia-2021", "file.csv", new string('0', 64), "utf-8", TestDatabase.Now)
            );
            home.Add(QuarantinedRow.Create(home.NewId(), run, 2, "DUPLICATE_ID", "There twice.", null, "1,2,3"));
        }
    }

    /// <summary>A store open to another, one that was and one that will be; in the foreign brand there is nobody to open to.</summary>
    private static void AddCooperations(Cast cast)
    {
        var (now, day) = (TestDatabase.Now, TimeSpan.FromDays(1));
        Add(cast.Home.StoreOfLi, cast.StoreOfZhao, now - day, now + day);
        Add(cast.Home.StoreOfWang, cast.StoreOfZhao, now - (2 * day), now - day);
        Add(cast.StoreOfZhao, cast.Home.StoreOfWang, now + day, now + (2 * day));

        void Add(Office store, Office partner, DateTimeOffset from, DateTimeOffset until) =>
            cast.Home.Add(Cooperation.Grant(cast.Home.NewId(), store, partner, from, until, at: from).Value);
    }

    private static void AddCustomField(Cast cast, Office franchise, string text)
    {
        var field = CustomField
            .Define(
                cast.Home.NewId(),
                cast.Home.Brand.Id,
                franchise.Id,
                CustomFieldSubject.Client,
                "note",
                CustomFieldKind.Text,
                "A note.",
                TestDatabase.Now
            )
            .Value;
        cast.Home.Add(field);
        cast.Home.Add(CustomValue.Create(field, cast.ClientZhou.Id, new CustomContent { Text = text }, TestDatabase.Now));
    }

    private static void Equip(Cast cast, Account account, int number)
    {
        var selection = new WebhookSelection("https://hooks.example/", "subscription { dealAlerts { __typename } }", null);
        var endpoint = WebhookEndpoint.Create(cast.Home.NewId(), account, selection, WebhookSignature.NewSecret(), 0, TestDatabase.Now).Value;
        var outcome = new WebhookOutcome(TestDatabase.Now, TimeSpan.Zero, 204, null);
        cast.Home.Add(endpoint);
        cast.Home.Add(WebhookDelivery.Create(cast.Home.NewId(), endpoint, WebhookDeliveryKind.Test, null, 1, outcome, null));
        cast.Home.Add(TrustedDocument.Create(cast.Home.NewId(), account, $"query D{number} {{ __typename }}", null, TestDatabase.Now));
        cast.Home.Add(TrustedDocumentChange.Create(cast.Home.NewId(), account, added: 1, retired: 0, TestDatabase.Now));
        cast.Home.Add(
            ApiKey
                .Create(
                    cast.Home.NewId(),
                    account,
                    "export",
                    ApiKeyScopes.Read,
                    ($"{number:x16}", $"{number:x64}"),
                    expiresAt: null,
                    TestDatabase.Now
                )
                .Value
        );
    }

    private static void AddListing(Cast cast, Agent agent, ListingStatus status, ListingVisibility visibility)
    {
        var listing = cast.AddListing(Number(cast), agent, status, input => input with { Visibility = visibility });
        cast.Home.Add(ListingPrice.Create(cast.Home.NewId(), listing, null, listing.ListPriceFen, null, null, TestDatabase.Now));
        cast.Home.Add(Media.Create(cast.Home.NewId(), listing, MediaCategory.Photo, "https://media.example/1.jpg", null, 0));
        var announced = new NewMediaUpload
        {
            MediaCategory = MediaCategory.Photo,
            ContentType = "image/jpeg",
            ByteLength = 1,
            Sha256 = new string('a', MediaUpload.HashLength),
        };
        cast.Home.Add(MediaUpload.Announce(cast.Home.NewId(), listing, cast.Home.AccountOfLi.Id, announced, TestDatabase.Now).Value);
    }

    private static string Number(Cast cast) => cast.Home.NewId().ToString("N", CultureInfo.InvariantCulture)[^12..];
}
