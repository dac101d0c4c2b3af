using GraphQL.Types;
using Lintel.Batching.Types;

namespace Lintel.Batching;

internal sealed class PeerSchema : Schema
{
    public PeerSchema(IServiceProvider services)
        : base(services)
    {
        Query = services.GetRequiredService<QueryType>();
        RegisterType(typeof(ListingType));
    }
}
