using GraphQL.Types;
using Lintel.Batching.Data;

namespace Lintel.Batching.Types;

/// <summary>A page of rows, read with one row more than asked for.</summary>
internal sealed record Page<T>(List<T> Nodes, bool HasNextPage, string? EndCursor)
{
    public static Page<T> Of(List<T> rows, int first, Func<T, string> cursor)
    {
        var hasMore = rows.Count > first;
        if (hasMore)
            rows.RemoveAt(first);
        return new Page<T>(rows, hasMore, rows is [.., var last] ? cursor(last) : null);
    }
}

internal sealed class ListingConnectionType : ObjectGraphType<Page<Listing>>
{
    public ListingConnectionType()
    {
        Name = "ListingConnection";
        Field<ListGraphType<ListingType>>("nodes").Resolve(context => context.Source.Nodes);
        Field<PageInfoType<Listing>>("pageInfo").Resolve(context => context.Source);
    }
}

internal sealed class DealConnectionType : ObjectGraphType<Page<Deal>>
{
    public DealConnectionType()
    {
        Name = "DealConnection";
        Field<ListGraphType<DealType>>("nodes").Resolve(context => context.Source.Nodes);
    }
}

internal sealed class PageInfoType<T> : ObjectGraphType<Page<T>>
{
    public PageInfoType()
    {
        Name = "PageInfo";
        Field(page => page.HasNextPage);
        Field(page => page.EndCursor, nullable: true);
    }
}
