using Lintel.Data;
using Lintel.Domain;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Server.Identity;

/// <summary>
/// From the subject of a token to the viewer of a request. Whatever the token says, an ended account and a changed role are felt with the
/// next request: the account in force is read, or what was remembered of it is checked with the read (ADR 19).
/// </summary>
internal sealed class ViewerFactory(IDbContextFactory<LintelDbContext> contexts, RememberedViewers remembered, TimeProvider clock)
{
    /// <summary>
    /// The viewer as the database has it now, and nobody where the subject has no account. It has no <see cref="Viewer.AccessEpoch"/>: what it
    /// asks runs to its end, even if it changes accounts itself.
    /// </summary>
    public async Task<Viewer> CurrentAsync(string? subject, CancellationToken cancellationToken) =>
        await LookUpAsync(subject, cancellationToken) with
        {
            AccessEpoch = null,
        };

    /// <summary>
    /// The viewer as it was last looked up, which may be out of date: it is for a read through <see cref="ViewerReads"/>, which throws
    /// <see cref="ViewerChangedException"/> then. Who catches that asks for <see cref="CurrentAsync"/>.
    /// </summary>
    public async ValueTask<Viewer> RememberedAsync(string? subject, CancellationToken cancellationToken) =>
        subject is not null && remembered.Find(subject) is { } viewer ? viewer : await LookUpAsync(subject, cancellationToken);

    /// <summary>What a subject stands for as the database has it now, and how long; null: nobody.</summary>
    public async Task<ViewerInForce?> InForceAsync(string? subject, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(subject))
            return null;

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await db.ViewerInForceAsync(subject, clock.GetUtcNow(), cancellationToken);
        if (found is null)
            remembered.Forget(subject);
        else
            remembered.Keep(subject, found);
        return found;
    }

    private async Task<Viewer> LookUpAsync(string? subject, CancellationToken cancellationToken) =>
        (await InForceAsync(subject, cancellationToken))?.Viewer ?? Viewer.Anonymous;
}
