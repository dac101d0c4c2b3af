using Lintel.Batching.Data;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Batching.Loading;

internal sealed class CommunityLoader(IDbContextFactory<BrokerageContext> contexts) : BatchLoader<Community>(contexts)
{
    protected override Task<Dictionary<Guid, Community>> FetchAsync(BrokerageContext db, Guid[] keys, CancellationToken stop) =>
        db.Communities.Where(community => keys.Contains(community.Id)).ToDictionaryAsync(community => community.Id, stop);
}

internal sealed class AgentLoader(IDbContextFactory<BrokerageContext> contexts) : BatchLoader<Agent>(contexts)
{
    protected override Task<Dictionary<Guid, Agent>> FetchAsync(BrokerageContext db, Guid[] keys, CancellationToken stop) =>
        db.Agents.Where(agent => keys.Contains(agent.Id)).ToDictionaryAsync(agent => agent.Id, stop);
}

internal sealed class OfficeLoader(IDbContextFactory<BrokerageContext> contexts) : BatchLoader<Office>(contexts)
{
    protected override Task<Dictionary<Guid, Office>> FetchAsync(BrokerageContext db, Guid[] keys, CancellationToken stop) =>
        db.Offices.Where(office => keys.Contains(office.Id)).ToDictionaryAsync(office => office.Id, stop);
}

internal sealed class ClientLoader(IDbContextFactory<BrokerageContext> contexts) : BatchLoader<Client>(contexts)
{
    protected override Task<Dictionary<Guid, Client>> FetchAsync(BrokerageContext db, Guid[] keys, CancellationToken stop) =>
        db.Clients.Where(client => keys.Contains(client.Id)).ToDictionaryAsync(client => client.Id, stop);
}

internal sealed class ListingLoader(IDbContextFactory<BrokerageContext> contexts) : BatchLoader<Listing>(contexts)
{
    protected override Task<Dictionary<Guid, Listing>> FetchAsync(BrokerageContext db, Guid[] keys, CancellationToken stop) =>
        db.Listings.Where(listing => keys.Contains(listing.Id)).ToDictionaryAsync(listing => listing.Id, stop);
}

internal sealed class PhotosLoader(IDbContextFactory<BrokerageContext> contexts) : BatchLoader<List<Photo>>(contexts)
{
    protected override async Task<Dictionary<Guid, List<Photo>>> FetchAsync(BrokerageContext db, Guid[] keys, CancellationToken stop)
    {
        var photos = await db.Media.Where(photo => keys.Contains(photo.ListingId)).OrderBy(photo => photo.Order).ToListAsync(stop);
        return photos.GroupBy(photo => photo.ListingId).ToDictionary(group => group.Key, group => group.ToList());
    }
}

/// <summary>All tasks of the deals; how many are shown is cut afterwards, since a deal has a dozen.</summary>
internal sealed class TasksLoader(IDbContextFactory<BrokerageContext> contexts) : BatchLoader<List<DealTask>>(contexts)
{
    protected override async Task<Dictionary<Guid, List<DealTask>>> FetchAsync(BrokerageContext db, Guid[] keys, CancellationToken stop)
    {
        var tasks = await db.DealTasks.Where(task => keys.Contains(task.DealId)).OrderBy(task => task.Order).ToListAsync(stop);
        return tasks.GroupBy(task => task.DealId).ToDictionary(group => group.Key, group => group.ToList());
    }
}
