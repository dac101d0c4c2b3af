using Lintel.Data;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Server.Tests.Hosting;

/// <summary>A server deletes by itself what was kept long enough.</summary>
public sealed class RetentionScheduleTests
{
    [BothDatabases]
    public async Task An_answer_is_kept_as_long_as_the_settings_say(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(
            provider,
            _ => { },
            ("Lintel:Retention:IdempotencyKeys", "02:00:00"),
            ("Lintel:Retention:SweepInterval", "00:30:00")
        );
        var now = server.Clock.GetUtcNow();
        await using (var db = server.Database.Open())
        {
            var account = await db.Accounts.FirstAsync();
            // Further ahead than the clock comes while a sweep is under way.
            foreach (var (key, at) in new[] { ("old", now), ("new", now.AddYears(100)) })
            {
                db.IdempotencyRecords.Add(IdempotencyRecord.Start(account.BrandId, account.Id, "dealOpen", key, "hash", at));
            }

            await db.SaveChangesAsync();
        }

        using var patience = new CancellationTokenSource(ServerUnderTest.Patience);
        while (await KeysAsync() != "new")
        {
            patience.Token.ThrowIfCancellationRequested();
            server.Clock.Advance(TimeSpan.FromMinutes(30));
        }

        Assert.True(server.Clock.GetUtcNow() - now > TimeSpan.FromHours(2));

        async Task<string> KeysAsync()
        {
            await using var db = server.Database.Open();
            return string.Join(' ', await db.IdempotencyRecords.OrderBy(record => record.Key).Select(record => record.Key).ToListAsync());
        }
    }
}
