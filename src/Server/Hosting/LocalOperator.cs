using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Server.Hosting;

/// <summary>
/// Whoever runs a verb on the server's own machine: they hold the database already, so they act for the brand, as platform operations.
/// </summary>
internal sealed class LocalOperator(IDbContextFactory<LintelDbContext> contexts)
{
    /// <summary>For the brand of the office, or the only brand there is; null where neither says which.</summary>
    public async Task<Viewer?> ViewerAsync(string? officeCode, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var brands = await db
            .Offices.AsNoTracking()
            .Where(office => officeCode == null ? office.Kind == OfficeKind.Brand : office.Code == officeCode)
            .Select(office => office.BrandId)
            .Distinct()
            .Take(2)
            .ToListAsync(cancellationToken);
        return brands is [var brand]
            ? new Viewer
            {
                Name = "command line",
                Role = Role.PlatformOps,
                BrandId = brand,
            }
            : null;
    }
}
