using System.Globalization;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Domain.Clients;
using Lintel.Domain.Communities;
using Lintel.Domain.Deals;
using Lintel.Domain.Imports;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;
using Lintel.Domain.Platform;
using Lintel.Domain.Showings;
using Lintel.Domain.Webhooks;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Proofs.NonInterference;

/// <summary>
/// Two brands at work: five agents of four stores, each with listings of every visibility and several states, clients with everything
/// on file, showings and deals at home and across stores, imports of every level, entries in both audit logs.
/// </summary>
internal static class Brokerages
{
    private static readonly string[] Districts = ["朝阳", "海淀", "西城"];

    public static async Task ArrangeAsync(Cast cast, LintelDbContext db)
    {
        Agent[] agents = [cast.AgentLi, cast.AgentFeng, cast.AgentWang, cast.AgentZhao, cast.AgentStranger];
        var communities = Districts.Select((district, i) => AddCommunity(cast, district, i)).ToList();
        var active = agents.ToDictionary(agent => agent, agent => AddListings(cast, agent, communities));
        var clients = agents.ToDictionary(agent => agent, agent => AddClients(cast, agent));
        clients[cast.AgentLi].Add(cast.ClientZhou);
        foreach (var (agent, number) in agents.Select((agent, number) => (agent, number)))
        {
            var neighbour = active[agents[(number + 1) % agents.Length]];
            AddShowings(cast, agent, [.. active[agent].Take(3), neighbour[0]], clients[agent]);
            AddDeals(cast, agent, [active[agent][2], active[agent][3], neighbour[4]], clients[agent]);
        }

        AddImports(cast);
        AddCooperations(cast);
        AddCustomFields(cast, active, clients);
        await cast.Home.SaveAsync(db);
        await db
            .Offices.Where(office => office.Kind == OfficeKind.Franchise)
            .ExecuteUpdateAsync(set => set.SetProperty(office => office.CustomFieldsVersion, 1));
        await EquipMachinesAsync(db);
        foreach (var (viewer, client, times) in new[] { (cast.Feng, cast.ClientZhou, 3), (cast.Stranger, clients[cast.AgentStranger][0], 4) })
        {
            await RevealAsync(db, viewer, client, times);
        }
    }

    private static Community AddCommunity(Cast cast, string district, int number) =>
        cast.Home.Add(
            Community.Create(
                cast.Home.NewId(),
                $"{district}花园",
                "北京",
                district,
                null,
                $"板块{number % 2}",
                1990 + (7 * number),
                $"map:{number}",
                TestDatabase.Now
            )
        );

    /// <summary>The network listings come first; those at 2 to 4 go into deals.</summary>
    private static List<Listing> AddListings(Cast cast, Agent agent, List<Community> communities)
    {
        (ListingVisibility Visibility, ListingStatus Status)[] kinds =
        [
            (ListingVisibility.Network, ListingStatus.Active),
            (ListingVisibility.Franchise, ListingStatus.Active),
            (ListingVisibility.Network, ListingStatus.Active),
            (ListingVisibility.Store, ListingStatus.Active),
            (ListingVisibility.Private, ListingStatus.Active),
            (ListingVisibility.Network, ListingStatus.Closed),
            (ListingVisibility.Network, ListingStatus.Draft),
            (ListingVisibility.Store, ListingStatus.Hold),
        ];
        return
        [
            .. kinds.Select(
                (kind, number) =>
                {
                    var listing = cast.AddListing(
                        $"{agent.MemberFullName}{number}",
                        agent,
                        kind.Status,
                        input => Describe(input, kind.Visibility, communities[number % communities.Count], number),
                        TestDatabase.Now.AddDays(-3 * number)
                    );
                    cast.Home.Add(
                        Media.Create(cast.Home.NewId(), listing, MediaCategory.Photo, $"https://img.example.org/{listing.ListingNumber}", "客厅", 0)
                    );
                    cast.Home.Add(Received(cast, listing));
                    cast.Home.Add(
                        ListingPrice.Create(
                            cast.Home.NewId(),
                            listing,
                            null,
                            listing.ListPriceFen,
                            "首次挂牌",
                            cast.Home.AccountOfLi.Id,
                            TestDatabase.Now
                        )
                    );
                    return listing;
                }
            ),
        ];
    }

    private static MediaUpload Received(Cast cast, Listing listing)
    {
        var announced = new NewMediaUpload
        {
            MediaCategory = MediaCategory.Photo,
            ContentType = "image/jpeg",
            ByteLength = 1_000,
            Sha256 = new string('a', MediaUpload.HashLength),
            ShortDescription = "阳台",
        };
        var upload = MediaUpload.Announce(cast.Home.NewId(), listing, cast.Home.AccountOfLi.Id, announced, TestDatabase.Now).Value;
        upload.Receive(TestDatabase.Now);
        return upload;
    }

    private static NewListing Describe(NewListing input, ListingVisibility visibility, Community community, int number) =>
        input with
        {
            Visibility = visibility,
            Community = community,
            Title = $"{community.Name} 南北通透 {input.ListingNumber}",
            Facts = new HouseFacts
            {
                LivingAreaDm2 = 60_00 + (number * 15_50),
                BedroomsTotal = number % 4,
                MetroDistanceMeters = number % 3 == 0 ? null : 100 * number,
            },
            ListPriceFen = 3_000_000_00 + (number % 5 * 500_000_00L),
            FloorPriceFen = number % 3 == 0 ? null : 2_900_000_00,
            OwnerName = number % 4 == 3 ? null : "业主" + number.ToString(CultureInfo.InvariantCulture),
            OwnerPhone = number % 4 == 3 ? null : string.Create(CultureInfo.InvariantCulture, $"1350000{number:D4}"),
            FollowerCount = number,
            ShowingCount = number * 2,
            SourceKey = null,
        };

    private static List<Client> AddClients(Cast cast, Agent agent) =>
        [
            .. Enumerable
                .Range(0, 3)
                .Select(number =>
                {
                    var client = cast.AddClient(
                        $"{agent.MemberFullName[..1]}客户{number}",
                        agent,
                        identityNumber: number == 2 ? null : "11010519491231002X",
                        source: $"来源{number}"
                    );
                    client.Reach((ClientStage)number, TestDatabase.Now.AddDays(-number));
                    cast.AddNeed(client);
                    return client;
                }),
        ];

    private static void AddShowings(Cast cast, Agent agent, List<Listing> listings, List<Client> clients)
    {
        for (var i = 0; i < listings.Count * 2; i++)
        {
            cast.AddShowing(
                agent,
                listings[i % listings.Count],
                clients[i % clients.Count],
                interest: i % 4 == 0 ? null : i % 5 + 1,
                at: TestDatabase.Now.AddDays(-11 * i),
                feedback: $"反馈{i}"
            );
        }
    }

    /// <summary>One just opened, one closed, one ready to go on, on a neighbour's listing that the agent may not even see.</summary>
    private static void AddDeals(Cast cast, Agent agent, List<Listing> listings, List<Client> clients)
    {
        for (var i = 0; i < listings.Count; i++)
        {
            var deal = cast.Home.Add(
                Deal.Open(
                    new NewDeal
                    {
                        Id = cast.Home.NewId(),
                        DealNumber = $"{agent.MemberFullName}D{i}",
                        AgentId = agent.Id,
                        Placement = Placement.Of(agent),
                        PriceFen = 3_000_000_00 + (i * 777_777_77L),
                        CommissionBps = 150 + (50 * i),
                        PaymentType = (PaymentType)(i % 2),
                    },
                    listings[i],
                    clients[^(1 + (i % clients.Count))],
                    TestDatabase.Now.AddDays(-20 * i)
                ).Value
            );
            var tasks = deal.PlanTasks(cast.Home.NewId).Select(cast.Home.Add).ToList();
            if (i > 0)
            {
                tasks.ForEach(task => _ = task.Complete(TestDatabase.Now).Value);
            }

            if (i == 1)
            {
                while (deal.Advance(tasks, TestDatabase.Now).Succeeded) { }
            }
        }
    }

    private static void AddImports(Cast cast)
    {
        foreach (
            var office in new[]
            {
                cast.Home.StoreOfLi,
                cast.Home.StoreOfWang,
                cast.Home.Franchise,
                cast.FranchiseWest,
                cast.Home.Brand,
                cast.ForeignStore,
                cast.ForeignBrand,
            }
        )
        {
            var run = cast.Home.Add(
                ImportRun.Start(cast.Home.NewId(), office, "lianjia-2021", $"{office.Code}.csv", $"hash-{office.Code}", "utf-8", TestDatabase.Now)
            );
            run.Advance(10, 7, 1, 2);
            for (var line = 2; line < 4; line++)
            {
                cast.Home.Add(
                    QuarantinedRow.Create(cast.Home.NewId(), run, line, "SHIFTED_COLUMNS", "列错位", "price", $"{office.Code},{line},坏行")
                );
            }
        }
    }

    /// <summary>Zhao's store is open to Li's, Wang's to Zhao's; Li's was open to Zhao's for as long as nothing happened.</summary>
    private static void AddCooperations(Cast cast)
    {
        var (now, home) = (TestDatabase.Now, cast.Home);
        Add(cast.StoreOfZhao, home.StoreOfLi, now.AddDays(-1), now.AddDays(1));
        Add(home.StoreOfWang, cast.StoreOfZhao, now.AddDays(-1), now.AddDays(1));
        Add(home.StoreOfLi, cast.StoreOfZhao, now.AddDays(1), now.AddDays(2));

        void Add(Office store, Office partner, DateTimeOffset from, DateTimeOffset until) =>
            home.Add(Cooperation.Grant(home.NewId(), store, partner, from, until, now).Value);
    }

    /// <summary>Each franchise gives records a field of the same name, and its listings one that no other has.</summary>
    private static void AddCustomFields(Cast cast, Dictionary<Agent, List<Listing>> active, Dictionary<Agent, List<Client>> clients)
    {
        foreach (var (agent, own) in new[] { (cast.AgentLi, "keyBox"), (cast.AgentZhao, "garden"), (cast.AgentStranger, "pool") })
        {
            var listings = active[agent].Select(listing => listing.Id).ToList();
            Fill(Field(agent, CustomFieldSubject.Listing, "note", CustomFieldKind.Text), listings);
            Fill(Field(agent, CustomFieldSubject.Listing, own, CustomFieldKind.Integer), listings);
            Fill(Field(agent, CustomFieldSubject.Client, "note", CustomFieldKind.Text), [.. clients[agent].Select(client => client.Id)]);
            Field(agent, CustomFieldSubject.Deal, "note", CustomFieldKind.Text);
        }

        CustomField Field(Agent agent, CustomFieldSubject subject, string name, CustomFieldKind kind) =>
            cast.Home.Add(
                CustomField
                    .Define(cast.Home.NewId(), agent.BrandId, agent.FranchiseId, subject, name, kind, $"{name} of the franchise", TestDatabase.Now)
                    .Value
            );

        void Fill(CustomField field, IReadOnlyList<Guid> records)
        {
            for (var i = 0; i < records.Count; i++)
            {
                var content =
                    field.Kind == CustomFieldKind.Text ? new CustomContent { Text = $"{field.FieldName}{i}" } : new CustomContent { Integer = i };
                cast.Home.Add(CustomValue.Create(field, records[i], content, TestDatabase.Now));
            }
        }
    }

    /// <summary>Each machine has a key in use, rotated once, and a document that it may send by its id.</summary>
    private static async Task EquipMachinesAsync(LintelDbContext db)
    {
        var machines = await db.Accounts.Where(account => account.Role == Role.Partner || account.Role == Role.Integrator).ToListAsync();
        foreach (var (account, number) in machines.OrderBy(account => account.Id).Select((account, number) => (account, number + 1)))
        {
            var key = ApiKey
                .Create(
                    Guid.CreateVersion7(TestDatabase.Now),
                    account,
                    $"钥匙{number}",
                    ApiKeyScopes.Read | ApiKeyScopes.Subscribe,
                    ($"{number:x16}", $"{number:x64}"),
                    null,
                    TestDatabase.Now
                )
                .Value;
            _ = key.Rotate($"{number + 16:x64}", null, null, TestDatabase.Now).Value;
            db.Add(key);
            db.Add(
                TrustedDocument.Create(
                    Guid.CreateVersion7(TestDatabase.Now),
                    account,
                    $"query Trusted{number} {{ viewer {{ name }} }}",
                    $"文档{number}",
                    TestDatabase.Now
                )
            );
            db.Add(TrustedDocumentChange.Create(Guid.CreateVersion7(TestDatabase.Now), account, number, retired: 0, TestDatabase.Now));
            AddEndpoint(db, account, number);
        }

        await db.SaveChangesAsync();
    }

    private static void AddEndpoint(LintelDbContext db, Account account, int number)
    {
        var selection = new WebhookSelection(
            $"https://hooks.example/{number}",
            "subscription { dealAlerts { ... on StreamItem { sequence } } }",
            $$"""{"n":{{number}}}"""
        );
        var endpoint = WebhookEndpoint
            .Create(Guid.CreateVersion7(TestDatabase.Now), account, selection, WebhookSignature.NewSecret(), number, TestDatabase.Now)
            .Value;
        _ = endpoint.Rotate(WebhookSignature.NewSecret(), overlapUntil: null, TestDatabase.Now).Value;
        var outcome = new WebhookOutcome(TestDatabase.Now, TimeSpan.FromMilliseconds(number), 500, WebhookFailure.Status);
        db.Add(endpoint);
        db.Add(
            WebhookDelivery.Create(
                Guid.CreateVersion7(TestDatabase.Now),
                endpoint,
                WebhookDeliveryKind.Event,
                number,
                attempt: 1,
                outcome,
                TestDatabase.Now.AddSeconds(5)
            )
        );
    }

    private static async Task RevealAsync(LintelDbContext db, Viewer viewer, Client client, int times)
    {
        await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
        for (var i = 0; i < times; i++)
        {
            var note = new AuditNote(AuditKind.Reveal, "Client.phone") { ClientId = client.Id, Reason = $"来电核实{i}" };
            await db.AuditAsync(client.BrandId, note, viewer, TestDatabase.Now, CancellationToken.None);
        }

        await transaction.CommitAsync();
    }
}
