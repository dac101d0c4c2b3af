using System.Globalization;
using GraphQL;
using GraphQL.Types;
using Lintel.Batching.Data;
using Lintel.Batching.Loading;

namespace Lintel.Batching.Types;

internal sealed class ListingType : ObjectGraphType<Listing>
{
    public ListingType()
    {
        Name = "Listing";
        Interface<NodeType>();
        IsTypeOf = source => source is Listing;
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(context => Ids.Of("Listing", context.Source.Id));
        Field<StringGraphType>("listingId").Resolve(context => context.Source.ListingNumber);
        Field(listing => listing.Title);
        Field(listing => listing.Status);
        Field<DecimalGraphType>("listPrice").Resolve(context => context.Source.ListPriceFen / 100m);
        Field<DecimalGraphType>("originalListPrice").Resolve(context => context.Source.OriginalListPriceFen / 100m);
        Field<DecimalGraphType>("unitPrice")
            .Resolve(context => ((context.Source.ListPriceFen * 200) + context.Source.LivingAreaDm2) / (2 * context.Source.LivingAreaDm2) / 100m);
        Field<DecimalGraphType>("livingArea").Resolve(context => context.Source.LivingAreaDm2 / 100m);
        Field(listing => listing.BedroomsTotal, nullable: true);
        Field(listing => listing.LivingRoomsTotal, nullable: true);
        Field(listing => listing.FloorLevel, nullable: true);
        Field(listing => listing.StoriesTotal, nullable: true);
        Field(listing => listing.YearBuilt, nullable: true);
        Field<IntGraphType>("metroDistance").Resolve(context => context.Source.MetroDistanceMeters);
        Field(listing => listing.District, nullable: true);
        Field(listing => listing.MlsAreaMajor, nullable: true);
        Field<DateOnlyGraphType>("onMarketDate").Resolve(context => context.Source.OnMarketOn);
        Field<StringGraphType>("createdAt").Resolve(context => Instant(context.Source.CreatedAt));
        Field<CommunityType>("community").Resolve(context => Loader<CommunityLoader>(context).Load(context.Source.CommunityId));
        Field<AgentType>("listAgent").Resolve(context => Loader<AgentLoader>(context).Load(context.Source.ListAgentId));
        Field<OfficeType>("listOffice").Resolve(context => Loader<OfficeLoader>(context).Load(context.Source.StoreId));
        Field<ListGraphType<PhotoType>>("media").Resolve(context => Loader<PhotosLoader>(context).Load(context.Source.Id));
    }

    internal static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    internal static T Loader<T>(IResolveFieldContext context)
        where T : notnull => context.RequestServices!.GetRequiredService<T>();
}

/// <summary>What <c>node</c> finds; of this peer, listings.</summary>
internal sealed class NodeType : InterfaceGraphType
{
    public NodeType()
    {
        Name = "Node";
        Field<NonNullGraphType<IdGraphType>>("id");
    }
}

internal sealed class CommunityType : ObjectGraphType<Community>
{
    public CommunityType()
    {
        Name = "Community";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(context => Ids.Of("Community", context.Source.Id));
        Field(community => community.Name);
        Field(community => community.District, nullable: true);
        Field(community => community.MlsAreaMajor, nullable: true);
    }
}

internal sealed class AgentType : ObjectGraphType<Agent>
{
    public AgentType()
    {
        Name = "Agent";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(context => Ids.Of("Agent", context.Source.Id));
        Field(agent => agent.MemberFullName);
        Field(agent => agent.JobTitle);
    }
}

internal sealed class OfficeType : ObjectGraphType<Office>
{
    public OfficeType()
    {
        Name = "Office";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(context => Ids.Of("Office", context.Source.Id));
        Field<StringGraphType>("officeName").Resolve(context => context.Source.Name);
        Field(office => office.District, nullable: true);
    }
}

internal sealed class PhotoType : ObjectGraphType<Photo>
{
    public PhotoType()
    {
        Name = "Media";
        Field(photo => photo.MediaUrl);
        Field(photo => photo.ShortDescription, nullable: true);
        Field(photo => photo.Order);
    }
}

internal sealed class ClientType : ObjectGraphType<Client>
{
    public ClientType()
    {
        Name = "Client";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(context => Ids.Of("Client", context.Source.Id));
        Field(client => client.FullName);
        Field(client => client.Stage);
    }
}

internal sealed class DealType : ObjectGraphType<Deal>
{
    public DealType()
    {
        Name = "Deal";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(context => Ids.Of("Deal", context.Source.Id));
        Field(deal => deal.DealNumber);
        Field(deal => deal.Stage);
        Field<DecimalGraphType>("price").Resolve(context => context.Source.PriceFen / 100m);
        Field(deal => deal.OpenedOn);
        Field(deal => deal.SignedOn, nullable: true);
        Field<StringGraphType>("createdAt").Resolve(context => ListingType.Instant(context.Source.CreatedAt));
        Field<ClientType>("client").Resolve(context => ListingType.Loader<ClientLoader>(context).Load(context.Source.ClientId));
        Field<ListingType>("listing").Resolve(context => ListingType.Loader<ListingLoader>(context).Load(context.Source.ListingId));
        Field<AgentType>("agent").Resolve(context => ListingType.Loader<AgentLoader>(context).Load(context.Source.AgentId));
        Field<TaskConnectionType>("tasks")
            .Argument<IntGraphType>("first")
            .Resolve(context =>
            {
                var first = context.GetArgument("first", 20);
                return ListingType.Loader<TasksLoader>(context).Load(context.Source.Id, tasks => new TaskPage((tasks ?? []).Take(first)));
            });
    }
}

internal sealed record TaskPage(IEnumerable<DealTask> Tasks);

internal sealed class TaskConnectionType : ObjectGraphType<TaskPage>
{
    public TaskConnectionType()
    {
        Name = "DealTaskConnection";
        Field<ListGraphType<DealTaskType>>("nodes").Resolve(context => context.Source.Tasks);
    }
}

internal sealed class DealTaskType : ObjectGraphType<DealTask>
{
    public DealTaskType()
    {
        Name = "DealTask";
        Field(task => task.Name);
        Field(task => task.Status);
        Field(task => task.DueOn);
        Field<AgentType>("assignee").Resolve(context => ListingType.Loader<AgentLoader>(context).Load(context.Source.AssigneeId));
    }
}
