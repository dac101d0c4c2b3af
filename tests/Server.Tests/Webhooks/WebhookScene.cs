using System.Globalization;
using System.Text.Json;
using Lintel.Data;
using Lintel.Data.Webhooks;
using Lintel.Domain;
using Lintel.Domain.Clients;
using Lintel.Domain.Deals;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;
using Lintel.Domain.Webhooks;
using Lintel.Schema.Webhooks;
using Lintel.Server.Tests.Identity;
using Lintel.Server.Webhooks;
using Lintel.WebhookReceiver;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lintel.Server.Tests.Webhooks;

/// <summary>A server with a deal of Li's, a machine that follows it, and a receiver. Workers run, or are driven by hand.</summary>
internal sealed class WebhookScene : IAsyncDisposable
{
    private const string Document = "subscription { dealAlerts { ... on StreamItem { sequence } ... on DealAlert { kind deal { dealNumber } } } }";

    private WebhookScene(ServerUnderTest server, Receiver receiver, Machine machine, Deal deal) =>
        (Server, Receiver, Machine, Deal) = (server, receiver, machine, deal);

    public ServerUnderTest Server { get; }
    public Receiver Receiver { get; }
    public Machine Machine { get; }
    public Deal Deal { get; }

    public static async Task<WebhookScene> StartAsync(
        DatabaseProvider provider,
        bool workers = false,
        Action<IServiceCollection>? replace = null,
        bool allowLoopback = true,
        TimeSpan? attemptTimeout = null
    )
    {
        var server = await ServerUnderTest.StartAsync(
            provider,
            replace ?? (_ => { }),
            ("Lintel:Webhooks:AllowLoopback", allowLoopback.ToString()),
            ("Lintel:Webhooks:Deliver", workers.ToString()),
            ("Lintel:Webhooks:AttemptTimeout", (attemptTimeout ?? TimeSpan.FromSeconds(15)).ToString())
        );
        return await OverAsync(server);
    }

    /// <summary>The same over a server that allows loopback and is there already; it ends with the scene.</summary>
    public static async Task<WebhookScene> OverAsync(ServerUnderTest server) =>
        new(server, await Receiver.StartAsync(), await Machine.AtAsync(server), await AddDealAsync(server));

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    /// <summary>An endpoint of the machine, whose secret the receiver knows; returns its global id.</summary>
    public async Task<string> CreateAsync(string hook, string? url = null)
    {
        var made = await AskAsync(
            "mutation($u: String!, $d: String!) { webhookCreate(input: {url: $u, document: $d}) { webhookEndpoint { id } secret errors { __typename } } }",
            new { u = url ?? Receiver.UrlOf(hook), d = Document }
        );
        Receiver.Trust(made.GetProperty("secret").GetString()!);
        return made.GetProperty("webhookEndpoint").GetProperty("id").GetString()!;
    }

    /// <summary>The payload of a mutation of one endpoint.</summary>
    public Task<JsonElement> ChangeAsync(
        string mutation,
        string endpoint,
        string selection = "errors { ... on UserError { code } }",
        string more = ""
    ) => AskAsync($$"""mutation($id: ID!) { {{mutation}}(input: {webhookEndpointId: $id{{more}}}) { {{selection}} } }""", new { id = endpoint });

    /// <summary>The first root field of an answer to the machine.</summary>
    public async Task<JsonElement> AskAsync(string query, object? variables = null)
    {
        using var response = await Server.PostAsync(JsonSerializer.Serialize(new { query, variables }), Server.TokenOf("test|machine"));
        var text = await response.Content.ReadAsStringAsync();
        return JsonDocument.Parse(text).RootElement.TryGetProperty("data", out var data)
            ? data.EnumerateObject().First().Value
            : throw new InvalidOperationException(text);
    }

    /// <summary>Commits so many events of the deal by the server's own way; their last sequence.</summary>
    public async Task<long> HappenAsync(int times = 1)
    {
        var last = 0L;
        for (var i = 0; i < times; i++)
        {
            last = await CommitAsync(new DealOpened(Deal.Id, Deal.ListingId, Deal.ClientId, Deal.PriceFen));
        }

        return last;
    }

    /// <summary>Commits an event that is no deal's.</summary>
    public Task<long> HappenElsewhereAsync() => CommitAsync(new ClientCreated(Deal.ClientId));

    /// <summary>Commits an event of the deal from another process.</summary>
    public async Task<long> HappenInAnotherProcessAsync()
    {
        await using var db = Server.Database.Open();
        return await CommitAsync(db, new DealOpened(Deal.Id, Deal.ListingId, Deal.ClientId, Deal.PriceFen));
    }

    /// <summary>Ends the machine's account now.</summary>
    public async Task EndAccountAsync()
    {
        await using var db = Server.Database.Open();
        var account = await db.Accounts.SingleAsync(one => one.Subject == "test|machine");
        Assert.True(account.End(Server.Clock.GetUtcNow()));
        await db.SaveChangesAsync();
    }

    /// <summary>Sends what is due, and waits until all of it has ended.</summary>
    public async Task DispatchAsync()
    {
        var dispatcher = Server.Part<WebhookDispatcher>();
        await dispatcher.DispatchAsync(CancellationToken.None);
        await dispatcher.WhenIdleAsync().WaitAsync(ServerUnderTest.Patience);
    }

    /// <summary>The same, but waits only until so many messages have come to a hook.</summary>
    public async Task DispatchUntilAsync(string hook, int count, CancellationToken cancellationToken)
    {
        await Server.Part<WebhookDispatcher>().DispatchAsync(cancellationToken);
        for (var i = 0; i < count; i++)
        {
            await Receiver.NextAsync(hook, cancellationToken);
        }
    }

    /// <summary>A worker that knows nothing of this server's but its database.</summary>
    public WebhookDispatcher OtherWorker()
    {
        var lines = new WebhookLines(Server.Part<IDbContextFactory<LintelDbContext>>(), Server.Part<WebhookMetrics>(), Server.Clock);
        var line = new WebhookLine(
            lines,
            Server.Part<WebhookPayloads>(),
            Server.Part<WebhookSender>(),
            Server.Clock,
            Server.Part<ILogger<WebhookLine>>()
        );
        return new WebhookDispatcher(lines, line, Server.Part<WebhookOptions>());
    }

    public async Task<WebhookEndpoint> EndpointAsync(string url)
    {
        await using var db = Server.Database.Open();
        return await db.WebhookEndpoints.AsNoTracking().SingleAsync(endpoint => endpoint.Url == url);
    }

    /// <summary>The attempts at an endpoint, by event and attempt: kind, sequence, attempt, what became of it.</summary>
    public async Task<IReadOnlyList<string>> AttemptsAsync(string url)
    {
        await using var db = Server.Database.Open();
        var attempts = await db
            .WebhookDeliveries.Where(delivery => delivery.Endpoint.Url == url)
            .OrderBy(delivery => delivery.Sequence)
            .ThenBy(delivery => delivery.Attempt)
            .ToListAsync();
        return
        [
            .. attempts.Select(one =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{one.Kind} {one.Sequence} {one.Attempt} {(object?)one.StatusCode ?? "-"} {(object?)one.Failure ?? "delivered"}"
                )
            ),
        ];
    }

    public static string Body(long sequence) =>
        $$$"""{"data":{"dealAlerts":{"sequence":{{{sequence}}},"kind":"OPENED","deal":{"dealNumber":"D1"}""" + "}}}";

    /// <summary>The sequences of messages, in the order they came.</summary>
    public static IEnumerable<long> SequencesOf(IEnumerable<Message> messages) =>
        messages.Select(message =>
            JsonDocument.Parse(message.Body).RootElement.GetProperty("data").GetProperty("dealAlerts").GetProperty("sequence").GetInt64()
        );

    private async Task<long> CommitAsync(DomainEvent happened)
    {
        await using var db = await Server.Part<IDbContextFactory<LintelDbContext>>().CreateDbContextAsync();
        return await CommitAsync(db, happened);
    }

    private async Task<long> CommitAsync(LintelDbContext db, DomainEvent happened)
    {
        await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
        db.Record(happened, Deal, Deal.AgentId, new Viewer { Name = "test" });
        return (await db.CommitAsync(transaction, Server.Clock.GetUtcNow(), CancellationToken.None))!.Value; // it recorded one
    }

    private static async Task<Deal> AddDealAsync(ServerUnderTest server)
    {
        var now = server.Clock.GetUtcNow();
        await using var db = server.Database.Open();
        var li = await db.Agents.SingleAsync(agent => agent.MemberFullName == "李测试");
        var community = await db.Communities.SingleAsync();
        var house = House(community.Id, now);
        var listing = Listing
            .Create(
                new NewListing
                {
                    Id = Guid.CreateVersion7(now),
                    ListingNumber = "L1",
                    Placement = Placement.Of(li),
                    ListAgentId = li.Id,
                    HouseId = house.Id,
                    Community = community,
                    Title = "云栖雅苑 2室1厅",
                    Facts = new HouseFacts { LivingAreaDm2 = 100_00, BedroomsTotal = 2 },
                    ListPriceFen = 5_000_000_00,
                    MandateOn = new DateOnly(2026, 1, 5),
                },
                now
            )
            .Value;
        _ = listing.Publish(li, ListingVisibility.Network, now).Value;
        var client = Client
            .Create(
                new NewClient
                {
                    Id = Guid.CreateVersion7(now),
                    Placement = Placement.Of(li),
                    AgentId = li.Id,
                    FullName = "周测试",
                    Phone = "13800000001",
                    ConsentOn = new DateOnly(2026, 1, 5),
                },
                now
            )
            .Value;
        var deal = Deal.Open(
            new NewDeal
            {
                Id = Guid.CreateVersion7(now),
                DealNumber = "D1",
                AgentId = li.Id,
                Placement = Placement.Of(li),
                PriceFen = 5_000_000_00,
                PaymentType = PaymentType.Cash,
            },
            listing,
            client,
            now
        ).Value;
        db.AddRange(house, listing, client, deal);
        await db.SaveChangesAsync();
        return deal;
    }

    private static Domain.Communities.House House(Guid community, DateTimeOffset now) =>
        Domain.Communities.House.AtDoor(Guid.CreateVersion7(now), community, "1号楼", "1单元", "101", now);
}
