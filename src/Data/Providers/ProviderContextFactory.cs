using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Providers;

/// <summary>Hands out the provider's context under the name everybody else uses.</summary>
internal sealed class ProviderContextFactory<TContext>(IDbContextFactory<TContext> contexts) : IDbContextFactory<LintelDbContext>
    where TContext : LintelDbContext
{
    public LintelDbContext CreateDbContext() => contexts.CreateDbContext();

    public async Task<LintelDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
        await contexts.CreateDbContextAsync(cancellationToken);
}
