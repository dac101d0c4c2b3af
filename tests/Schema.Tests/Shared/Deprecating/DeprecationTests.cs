using GraphQL.Types;
using Lintel.Schema.Shared.Deprecating;

namespace Lintel.Schema.Tests.Shared.Deprecating;

public sealed class DeprecationTests
{
    private static readonly Deprecation Known = Deprecation.Of("Use livingArea.", "2026-11-28", "2027-12-01");

    [Fact]
    public void A_reason_says_what_to_use_since_when_and_until_when() =>
        Assert.Equal("Use livingArea. Deprecated since 2026-11-28. Removed after 2027-12-01.", Known.Reason);

    [Fact]
    public void What_is_written_is_read_back() => Assert.Equal(Known, Deprecation.Read(Known.Reason));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("No longer supported")]
    [InlineData("Use livingArea. Removed after 2027-12-01.")]
    [InlineData("Use livingArea. Deprecated since 2026-11-28. Removed after 2027-13-01.")]
    [InlineData("Use livingArea. Deprecated since 2026-11-28. Removed after 2027-12-01. Perhaps.")]
    public void Any_other_reason_is_no_promise(string? reason) => Assert.Null(Deprecation.Read(reason));

    [Fact]
    public void It_is_due_from_the_day_after_the_last_one()
    {
        Assert.False(Known.IsDue(new DateOnly(2027, 12, 1)));
        Assert.True(Known.IsDue(new DateOnly(2027, 12, 2)));
    }

    [Theory]
    [InlineData("2026-11-28", "2027-11-28", true)]
    [InlineData("2026-11-28", "2027-11-27", false)]
    [InlineData("2028-02-29", "2029-02-28", true)]
    public void Twelve_months_are_the_least(string since, string removedAfter, bool isEnough) =>
        Assert.Equal(isEnough, Deprecation.Of("Use x.", since, removedAfter).GivesNotice);

    [Fact]
    public void A_date_that_is_none_is_refused_where_it_is_written() =>
        Assert.Throws<FormatException>(() => Deprecation.Of("Use x.", "28.11.2026", "2027-12-01"));

    [Theory]
    [InlineData("Use livingArea.", "Query.area is deprecated without dates; write it with Deprecation.")]
    [InlineData(
        "Use livingArea. Deprecated since 2026-11-28. Removed after 2027-11-27.",
        "Query.area is deprecated on too short notice: it is served for 12 months from 2026-11-28 on."
    )]
    public void A_field_on_short_or_no_notice_stops_the_start(string reason, string fault)
    {
        using var schema = Schema(query => query.Fields.Find("area")!.DeprecationReason = reason);

        Assert.Equal(fault, Assert.Throws<InvalidOperationException>(schema.Initialize).Message);
    }

    [Theory]
    [InlineData("Query.area(unit:)")]
    [InlineData("Where.least")]
    [InlineData("Unit.SQUARE_FEET")]
    public void An_argument_input_field_or_value_on_no_notice_stops_the_start(string coordinate)
    {
        using var schema = Schema(query => Element(query, coordinate).DeprecationReason = "Use x.");

        Assert.Equal(
            $"{coordinate} is deprecated without dates; write it with Deprecation.",
            Assert.Throws<InvalidOperationException>(schema.Initialize).Message
        );
    }

    [Fact]
    public void What_callers_must_give_cannot_be_deprecated()
    {
        using var schema = Schema(query => query.Fields.Find("area")!.Arguments!.Find("id")!.DeprecatedBy(Known));

        Assert.Equal(
            "Query.area(id:) must be given, so it cannot be deprecated: make it optional first.",
            Assert.Throws<InvalidOperationException>(schema.Initialize).Message
        );
    }

    [Fact]
    public void A_schema_prints_what_is_deprecated_in_time()
    {
        using var schema = Schema(query =>
        {
            foreach (var coordinate in (string[])["Query.area", "Query.area(unit:)", "Where.least", "Unit.SQUARE_FEET"])
            {
                Element(query, coordinate).DeprecatedBy(Known);
            }
        });

        var sdl = SchemaExport.Sdl(schema);

        const string deprecated = """@deprecated(reason: "Use livingArea. Deprecated since 2026-11-28. Removed after 2027-12-01.")""";
        Assert.Equal(4, sdl.Split(deprecated).Length - 1);
        Assert.Contains($"least: Int {deprecated}", sdl, StringComparison.Ordinal);
        Assert.Contains($"SQUARE_FEET {deprecated}", sdl, StringComparison.Ordinal);
    }

    private static IProvideDeprecationReason Element(ObjectGraphType query, string coordinate)
    {
        var area = query.Fields.Find("area")!;
        return coordinate switch
        {
            "Query.area(unit:)" => area.Arguments!.Find("unit")!,
            "Where.least" => ((InputObjectGraphType)area.Arguments!.Find("where")!.ResolvedType!).Fields.Find("least")!,
            "Unit.SQUARE_FEET" => ((EnumerationGraphType)area.Arguments!.Find("unit")!.ResolvedType!).Values.FindByName("SQUARE_FEET")!,
            _ => area,
        };
    }

    private static GraphQL.Types.Schema Schema(Action<ObjectGraphType> deprecate)
    {
        var unit = new EnumerationGraphType { Name = "Unit" };
        unit.Add("SQUARE_METRES", 1);
        unit.Add("SQUARE_FEET", 2);
        var where = new InputObjectGraphType { Name = "Where" };
        where.AddField(new FieldType { Name = "least", ResolvedType = new IntGraphType() });
        var query = new ObjectGraphType { Name = "Query" };
        query.AddField(
            new FieldType
            {
                Name = "area",
                ResolvedType = new IntGraphType(),
                Arguments = new QueryArguments(
                    new QueryArgument(new NonNullGraphType(new IdGraphType())) { Name = "id" },
                    new QueryArgument(unit) { Name = "unit" },
                    new QueryArgument(where) { Name = "where" }
                ),
            }
        );
        deprecate(query);
        var schema = new GraphQL.Types.Schema { Query = query };
        schema.Features.DeprecationOfInputValues = true;
        schema.RegisterVisitor(new TimelyNotice());
        return schema;
    }
}
