using System.Text.Json;
using Lintel.Domain;
using Lintel.Domain.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Server.Tests.Identity;

/// <summary>The graph of a caller's franchise comes with the account, at every request.</summary>
public sealed class CustomFieldsVersionTests
{
    private const string Define =
        """{"query":"mutation { customFieldDefine(input: {subject: LISTING, name: \"parkingNote\", kind: TEXT, description: \"x\"}) { customField { id } errors { __typename } } }"}""";
    private const string Ask = """{"query":"{ listings { nodes { customParkingNote } } }"}""";

    [Fact]
    public async Task What_the_partner_defines_the_agent_has_with_the_next_request_until_it_is_archived()
    {
        await using var server = await ServerUnderTest.StartAsync();
        await using (var db = server.Database.Open())
        {
            var franchise = await db.Offices.SingleAsync(office => office.Kind == OfficeKind.Franchise);
            db.Accounts.Add(
                Account.ForOffice(
                    Guid.CreateVersion7(server.Clock.GetUtcNow()),
                    "test|partner",
                    "东区前台",
                    Role.Partner,
                    franchise,
                    server.Clock.GetUtcNow()
                )
            );
            await db.SaveChangesAsync();
        }

        var (partner, li) = (server.TokenOf("test|partner"), server.TokenOf("test|li"));
        Assert.Contains("FORBIDDEN", await TextAsync(server, Ask, li), StringComparison.Ordinal);

        using var defined = JsonDocument.Parse(await TextAsync(server, Define, partner));
        var id = defined.RootElement.GetProperty("data").GetProperty("customFieldDefine").GetProperty("customField").GetProperty("id").GetString();
        Assert.DoesNotContain("errors", await TextAsync(server, Ask, li), StringComparison.Ordinal);

        await TextAsync(
            server,
            $$"""{"query":"mutation { customFieldArchive(input: {customFieldId: \"{{id}}\"}) { errors { __typename } } }"}""",
            partner
        );
        Assert.Contains("FORBIDDEN", await TextAsync(server, Ask, li), StringComparison.Ordinal);
    }

    private static async Task<string> TextAsync(ServerUnderTest server, string json, string token)
    {
        using var answer = await server.PostAsync(json, token);
        return await answer.Content.ReadAsStringAsync();
    }
}
