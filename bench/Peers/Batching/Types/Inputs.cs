using GraphQL.Types;

namespace Lintel.Batching.Types;

// As much of Lintel's filters and orders as the measured operations use.

internal sealed class TextFilter
{
    public string? Eq { get; set; }
}

internal sealed class NumberFilter
{
    public int? Eq { get; set; }
}

internal sealed class MoneyFilter
{
    public decimal? Gte { get; set; }
    public decimal? Lte { get; set; }
}

internal sealed class InstantFilter
{
    public DateTimeOffset? Lt { get; set; }
}

internal sealed class ListingFilter
{
    public TextFilter? District { get; set; }
    public NumberFilter? BedroomsTotal { get; set; }
    public MoneyFilter? ListPrice { get; set; }
    public TextFilter? Status { get; set; }
}

internal sealed class ListingOrder
{
    public SortDirection? ListPrice { get; set; }
    public SortDirection? CreatedAt { get; set; }
}

internal sealed class DealFilter
{
    public InstantFilter? CreatedAt { get; set; }
}

internal sealed class DealOrder
{
    public SortDirection? CreatedAt { get; set; }
}

internal enum SortDirection
{
    Asc,
    Desc,
}

internal sealed class StatusType : EnumerationGraphType
{
    public StatusType()
    {
        Name = "ListingStatus";
        Add("ACTIVE", "ACTIVE");
    }
}

internal sealed class StatusFilterInput : InputObjectGraphType<TextFilter>
{
    public StatusFilterInput()
    {
        Name = "ListingStatusFilterInput";
        Field<StatusType>("eq");
    }
}

internal sealed class TextFilterInput : InputObjectGraphType<TextFilter>
{
    public TextFilterInput()
    {
        Name = "StringFilterInput";
        Field<StringGraphType>("eq");
    }
}

internal sealed class NumberFilterInput : InputObjectGraphType<NumberFilter>
{
    public NumberFilterInput()
    {
        Name = "IntFilterInput";
        Field<IntGraphType>("eq");
    }
}

internal sealed class MoneyFilterInput : InputObjectGraphType<MoneyFilter>
{
    public MoneyFilterInput()
    {
        Name = "DecimalFilterInput";
        Field<DecimalGraphType>("gte");
        Field<DecimalGraphType>("lte");
    }
}

internal sealed class InstantFilterInput : InputObjectGraphType<InstantFilter>
{
    public InstantFilterInput()
    {
        Name = "DateTimeFilterInput";
        Field<InstantType>("lt");
    }
}

/// <summary>Instants under the name that Lintel's have.</summary>
internal sealed class InstantType : DateTimeOffsetGraphType
{
    public InstantType() => Name = "DateTime";
}

internal sealed class ListingFilterInput : InputObjectGraphType<ListingFilter>
{
    public ListingFilterInput()
    {
        Name = "ListingFilterInput";
        Field<TextFilterInput>("district");
        Field<NumberFilterInput>("bedroomsTotal");
        Field<MoneyFilterInput>("listPrice");
        Field<StatusFilterInput>("status");
    }
}

internal sealed class ListingOrderInput : InputObjectGraphType<ListingOrder>
{
    public ListingOrderInput()
    {
        Name = "ListingOrderInput";
        Field<EnumerationGraphType<SortDirection>>("listPrice");
        Field<EnumerationGraphType<SortDirection>>("createdAt");
    }
}

internal sealed class DealFilterInput : InputObjectGraphType<DealFilter>
{
    public DealFilterInput()
    {
        Name = "DealFilterInput";
        Field<InstantFilterInput>("createdAt");
    }
}

internal sealed class DealOrderInput : InputObjectGraphType<DealOrder>
{
    public DealOrderInput()
    {
        Name = "DealOrderInput";
        Field<EnumerationGraphType<SortDirection>>("createdAt");
    }
}
