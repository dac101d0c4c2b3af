using Lintel.Domain.Organisation;

namespace Lintel.Data;

/// <summary>A key that works, and whom it speaks for.</summary>
/// <param name="Id">The key.</param>
/// <param name="Secrets">Its secrets, with their ends.</param>
/// <param name="Viewer">Its account as a viewer, and how long; with the access epoch that the key was read under.</param>
/// <param name="LastUsedAt">When it was last used; null: never.</param>
public sealed record ApiKeyInForce(Guid Id, IReadOnlyList<KeySecret> Secrets, ViewerInForce Viewer, DateTimeOffset? LastUsedAt)
{
    /// <summary>The first instant at which the presented secret works no more; null: it does not work at <paramref name="now"/>.</summary>
    public DateTimeOffset? EndOf(PresentedKey presented, DateTimeOffset now) => EndOf(Secrets, presented, now);

    internal static DateTimeOffset? EndOf(IReadOnlyList<KeySecret> secrets, PresentedKey presented, DateTimeOffset now)
    {
        DateTimeOffset? end = null;
        foreach (var secret in secrets)
        {
            // Each is compared, whichever it is.
            if (secret.Is(presented) && now < secret.Until)
            {
                end = secret.Until;
            }
        }

        return end;
    }
}
