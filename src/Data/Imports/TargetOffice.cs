using Lintel.Domain;
using Lintel.Domain.Imports;
using Lintel.Domain.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data.Imports;

/// <summary>The office an actor may import for, and who takes the listings there.</summary>
internal static class TargetOffice
{
    /// <summary>The office of the code, or the actor's own; never one outside the actor's place in the tree.</summary>
    public static async Task<Outcome<Office>> FindAsync(LintelDbContext db, string? officeCode, Viewer actor, CancellationToken cancellationToken)
    {
        var own = actor.TeamId ?? actor.StoreId ?? actor.FranchiseId ?? actor.RegionId ?? actor.BrandId;
        if (own is null)
        {
            return new UnknownOffice(officeCode);
        }

        var office = await db
            .Offices.AsNoTracking()
            .Where(office => office.BrandId == actor.BrandId)
            .SingleOrDefaultAsync(office => officeCode == null ? office.Id == own : office.Code == officeCode, cancellationToken);
        return office is not null && Reaches(actor, office) ? office : new UnknownOffice(officeCode);
    }

    /// <summary>The active agents of the office with the codes of their stores.</summary>
    public static async Task<ListAgentRota> RotaAsync(LintelDbContext db, Office office, CancellationToken cancellationToken)
    {
        var agents = await db
            .Agents.AsNoTracking()
            .Where(agent => agent.BrandId == office.BrandId && agent.MemberStatus == MemberStatus.Active)
            .Where(agent => office.RegionId == null || agent.RegionId == office.RegionId)
            .Where(agent => office.FranchiseId == null || agent.FranchiseId == office.FranchiseId)
            .Where(agent => office.StoreId == null || agent.StoreId == office.StoreId)
            .Where(agent => office.TeamId == null || agent.TeamId == office.TeamId)
            .Select(agent => new { StoreCode = agent.Store.Code, Agent = agent })
            .ToListAsync(cancellationToken);
        return new ListAgentRota(agents.Select(entry => (entry.StoreCode, entry.Agent)));
    }

    private static bool Reaches(Viewer actor, Office office) =>
        (actor.RegionId is null || actor.RegionId == office.RegionId)
        && (actor.FranchiseId is null || actor.FranchiseId == office.FranchiseId)
        && (actor.StoreId is null || actor.StoreId == office.StoreId)
        && (actor.TeamId is null || actor.TeamId == office.TeamId);
}
