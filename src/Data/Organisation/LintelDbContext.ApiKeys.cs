using Lintel.Domain.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data;

public abstract partial class LintelDbContext
{
    /// <summary>
    /// The key somebody presents, if it works now and its account is the one in force for its subject; null otherwise, whatever the reason. The
    /// account is read after the key and under the key's epoch: what changes in between is found by the viewer's next read.
    /// </summary>
    public async Task<ApiKeyInForce?> ApiKeyInForceAsync(PresentedKey presented, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await ApiKeys
            .AsNoTracking()
            .Where(key => key.Prefix == presented.Prefix)
            .Select(key => new
            {
                Key = key,
                key.Account.Subject,
                Epoch = AccessEpochs.Where(epoch => epoch.Id == AccessEpoch.OnlyId).Select(epoch => (long?)epoch.Value).FirstOrDefault(),
            })
            .FirstOrDefaultAsync(cancellationToken);
        var secrets = found?.Key.Secrets() ?? [];
        if (found is null || ApiKeyInForce.EndOf(secrets, presented, now) is null)
        {
            return null;
        }

        if (
            await ViewerInForceAsync(found.Subject, now, cancellationToken) is not { Viewer: var viewer } inForce
            || viewer.AccountId != found.Key.AccountId
        )
        {
            // Under another role for a time, a subject has not got the one before through its keys.
            return null;
        }

        viewer = viewer with { AccessEpoch = found.Epoch, ApiKeyId = found.Key.Id, KeyScopes = found.Key.Scopes };
        return new ApiKeyInForce(found.Key.Id, secrets, inForce with { Viewer = viewer }, found.Key.LastUsedAt);
    }
}
