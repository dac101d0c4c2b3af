using System.Globalization;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Schema.Tests.Listings.Mutations;
using Lintel.Testing;

namespace Lintel.Schema.Tests.Clients;

public sealed class CanaryTests
{
    private const int Planted = 20;

    private const string Create =
        """mutation ($input: ClientCreateInput!) { clientCreate(input: $input) { client { id phone identityNumber } errors { ... on UserError { code } } } }""";

    private const string RevealPhone = """mutation ($input: ClientPhoneRevealInput!) { clientPhoneReveal(input: $input) { phone } }""";

    private const string RevealIdentity =
        """mutation ($input: ClientIdentityNumberRevealInput!) { clientIdentityNumberReveal(input: $input) { identityNumber } }""";

    /// <summary>Everything the mutations leave behind: rows, event log, idempotency records, audit log.</summary>
    [BothDatabases]
    public async Task A_dump_of_the_database_holds_none_of_the_planted_phones_and_identity_numbers(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var canaries = new List<string>();
        for (var i = 0; i < Planted; i++)
        {
            string[] planted = [Number("1395550", i), Identity(i), Number("1375550", i), Number("1365550", i), $"鸣金丝雀{i}号"];
            await EnterClientAsync(graph, i, phone: planted[0], identityNumber: planted[1]);
            await EnterListingAsync(graph, i, ownerPhone: planted[2], ownerName: planted[4]);
            await AskInVainAsync(graph, i, phone: planted[3]);
            canaries.AddRange(planted);
        }

        var dump = await DatabaseDump.TakeAsync(graph.Database, withAudit: true);
        foreach (
            var trace in new[]
            {
                "金丝雀客户",
                "client-0019",
                "listing-0019",
                "reveal-0019",
                "准备网签合同",
                "LISTING_CREATED",
                "ClientFilterInput.phone",
            }
        )
        {
            Assert.Contains(trace, dump, StringComparison.Ordinal);
        }

        Assert.Equal(Planted * 5, canaries.Distinct().Count());
        Assert.Equal([], canaries.Where(canary => dump.Contains(canary, StringComparison.Ordinal)));
    }

    /// <summary>Entered, looked behind the mask of, and entered again in vain.</summary>
    private static async Task EnterClientAsync(Graph graph, int i, string phone, string identityNumber)
    {
        var input = new
        {
            fullName = "金丝雀客户",
            phone,
            identityNumber,
            consentOn = "2026-03-01",
            idempotencyKey = Number("client-", i),
        };
        var created = await graph.RunAsync(graph.Cast.Li, Create, new { input });
        Assert.Equal(phone, created["clientCreate.client.phone"].GetString());

        var clientId = created["clientCreate.client.id"].GetString();
        var reveal = new
        {
            clientId,
            reason = "准备网签合同",
            idempotencyKey = Number("reveal-", i),
        };
        // Two accounts: each may look behind 30 masks a day.
        var shown = await graph.RunAsync(graph.Cast.Li, RevealPhone, new { input = reveal });
        Assert.Equal(phone, shown["clientPhoneReveal.phone"].GetString());
        shown = await graph.RunAsync(graph.Cast.He, RevealIdentity, new { input = reveal });
        Assert.Equal(identityNumber, shown["clientIdentityNumberReveal.identityNumber"].GetString());

        var again = await graph.RunAsync(graph.Cast.Li, Create, new { input = input with { idempotencyKey = Number("again-", i) } });
        Assert.Equal("DUPLICATE_CLIENT", again.Column("clientCreate.errors", "code"));
    }

    private static async Task EnterListingAsync(Graph graph, int i, string ownerPhone, string ownerName)
    {
        var created = await ListingCreateTests
            .Call(graph)
            .With("house.unitNumber", Number("", i))
            .With("ownerPhone", ownerPhone)
            .With("ownerName", ownerName)
            .With("idempotencyKey", Number("listing-", i))
            .SendAsync(graph, graph.Cast.Li, "ownerPhone");
        Assert.Equal($$"""{"ownerPhone":"{{ownerPhone}}"}""", created.Subject);
    }

    /// <summary>What is looked for and refused is in the audit log, and the value looked for is not.</summary>
    private static async Task AskInVainAsync(Graph graph, int i, string phone)
    {
        var denied = await graph.RunAsync(
            i % 2 == 0 ? graph.Cast.Integrator : graph.Cast.Lin,
            "query ($phone: String!) { clients(where: {phone: {eq: $phone}}) { totalCount } }",
            new { phone }
        );
        Assert.Equal("FORBIDDEN", denied.Codes);
        await ((DenialLog)graph.Service(typeof(DenialLog))).FlushAsync();
    }

    private static string Number(string start, int i) => string.Create(CultureInfo.InvariantCulture, $"{start}{i:D4}");

    private static string Identity(int i)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"1101051949123{i:D4}");
        return digits + IdentityNumber.CheckCharacter(digits);
    }
}
