using System.Globalization;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Testing;

namespace Lintel.Schema.Tests.Clients;

public sealed class CanaryTests
{
    private const string Create =
        """mutation ($input: ClientCreateInput!) { clientCreate(input: $input) { client { phone identityNumber } errors { ... on UserError { code } } } }""";

    /// <summary>Everything the mutations leave behind: rows, event log, idempotency records.</summary>
    [BothDatabases]
    public async Task A_dump_of_the_database_holds_none_of_the_planted_phones_and_identity_numbers(DatabaseProvider provider)
    {
        await using var graph = await Graph.CreateAsync(provider);
        var canaries = Enumerable.Range(0, 10).Select(i => (Phone: $"1395550{i:D4}", Identity: Identity(i))).ToList();

        for (var i = 0; i < canaries.Count; i++)
        {
            var input = new
            {
                fullName = "金丝雀",
                phone = canaries[i].Phone,
                identityNumber = canaries[i].Identity,
                consentOn = "2026-03-01",
                idempotencyKey = string.Create(CultureInfo.InvariantCulture, $"canary-{i}"),
            };
            var answer = await graph.RunAsync(graph.Cast.Li, Create, new { input });
            Assert.Equal(canaries[i].Phone, answer["clientCreate.client.phone"].GetString());
        }

        var dump = await graph.DumpAsync();
        Assert.Contains("金丝雀", dump, StringComparison.Ordinal);
        Assert.Contains("canary-9", dump, StringComparison.Ordinal);
        Assert.Equal(
            [],
            canaries.SelectMany(canary => new[] { canary.Phone, canary.Identity }).Where(canary => dump.Contains(canary, StringComparison.Ordinal))
        );
    }

    private static string Identity(int i)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"1101051949123{i:D4}");
        return digits + IdentityNumber.CheckCharacter(digits);
    }
}
