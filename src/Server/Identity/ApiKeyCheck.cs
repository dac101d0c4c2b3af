using System.Net;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Server.Identity;

/// <summary>
/// The one check of API keys, of requests and of sockets. Unknown, wrong, expired and revoked ones make nobody and are not told apart. A key in use
/// here is remembered and asks the throttle nothing; so who knows the public part of somebody's key cannot lock him out of it by failing.
/// </summary>
internal sealed class ApiKeyCheck(
    IDbContextFactory<LintelDbContext> contexts,
    RememberedKeys remembered,
    FailedAttempts failures,
    ApiKeyUses uses,
    TimeProvider clock
)
{
    /// <summary>For whom a key speaks.</summary>
    public async ValueTask<Caller> CheckAsync(string text, IPAddress? address, CancellationToken cancellationToken)
    {
        var read = ApiKeyText.Read(text);
        if (read is { } presented && remembered.Find(presented) is { } known)
        {
            return Believed(presented, known);
        }

        if (failures.WaitOf(address) is { } wait)
        {
            return Caller.Waiting(wait);
        }

        if (read is { } unknown && await LookUpAsync(unknown, cancellationToken) is { } found)
        {
            return Believed(unknown, found);
        }

        return failures.Note(read?.Prefix, address) is { } longer ? Caller.Waiting(longer) : Caller.Nobody;
    }

    /// <summary>The viewer of a key that was believed, as the database has it now, with nothing left to check; nobody where it works no more.</summary>
    public async Task<Viewer> CurrentAsync(PresentedKey presented, CancellationToken cancellationToken) =>
        await InForceAsync(presented, cancellationToken) is { } found ? found.Viewer with { AccessEpoch = null } : Viewer.Anonymous;

    /// <summary>Whom a key that was believed speaks for as the database has it now, and how long; null: it works no more.</summary>
    public async Task<ViewerInForce?> InForceAsync(PresentedKey presented, CancellationToken cancellationToken)
    {
        if (await LookUpAsync(presented, cancellationToken) is { } found)
        {
            return found.Key.Viewer;
        }

        remembered.Forget(presented.Prefix);
        return null;
    }

    private Caller Believed(PresentedKey presented, RememberedKey key)
    {
        var now = clock.GetUtcNow();
        if (key.IsUseDue(now))
        {
            uses.Note(key.Key.Id, now);
        }

        return key.Key.EndOf(presented, now) is { } end ? Caller.By(presented, key, end) : Caller.Nobody;
    }

    private async Task<RememberedKey?> LookUpAsync(PresentedKey presented, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.ApiKeyInForceAsync(presented, clock.GetUtcNow(), cancellationToken) is { } found
            ? remembered.Keep(presented.Prefix, found)
            : null;
    }
}
