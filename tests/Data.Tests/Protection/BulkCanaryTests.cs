using System.Text.RegularExpressions;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Tests.Protection;

public sealed partial class BulkCanaryTests
{
    /// <summary>The demo brokerage comes in by bulk: its clients and owners are the canaries.</summary>
    [BothDatabases]
    public async Task What_came_in_by_bulk_is_clear_in_no_table(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateWithDemoAsync(provider);
        await using var db = database.Open();
        var clients = await db.Clients.AsNoTracking().ToListAsync();
        var listings = await db.Listings.AsNoTracking().ToListAsync();
        var agents = await db.Agents.Select(agent => agent.MemberMobilePhone).ToListAsync();
        var phones = clients.Select(client => client.Phone).Concat(listings.Select(listing => listing.OwnerPhone).OfType<string>()).ToHashSet();
        var identities = clients.Select(client => client.IdentityNumber).OfType<string>().ToHashSet();
        Assert.True(phones.Count > 20 && identities.Count > 20, $"{phones.Count} phones, {identities.Count} identity numbers");

        var found = new List<string>();
        await foreach (var cell in CellsAsync(db))
        {
            found.AddRange(
                Numbers().Matches(cell).Select(match => match.Value).Where(number => phones.Contains(number) || identities.Contains(number))
            );
        }

        // Agents' numbers are on their cards.
        Assert.Equal([], found.Except(agents));
    }

    private static async IAsyncEnumerable<string> CellsAsync(LintelDbContext db)
    {
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The name comes from the model.
            command.CommandText = $"SELECT * FROM {table}";
#pragma warning restore CA2100
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                for (var at = 0; at < rows.FieldCount; at++)
                {
                    if (rows[at] is string text)
                    {
                        yield return text;
                    }
                }
            }
        }
    }

    [GeneratedRegex(@"(?<!\d)(1\d{10}|\d{17}[\dX])(?!\d)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbers();
}
