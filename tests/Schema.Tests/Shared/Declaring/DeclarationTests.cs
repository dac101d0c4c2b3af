using GraphQL;
using GraphQL.Types;
using Lintel.Domain;
using Lintel.Domain.Communities;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;
using Lintel.Schema.Organisation;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace Lintel.Schema.Tests.Shared.Declaring;

public sealed class DeclarationTests
{
    [Fact]
    public async Task Every_element_of_the_schema_has_a_description()
    {
        var graph = await SchemaOnly.GraphAsync();

        var silent = Elements(graph.Schema).Where(element => string.IsNullOrWhiteSpace(element.Description)).Select(element => element.Coordinate);

        Assert.Equal([], silent);
    }

    [Fact]
    public async Task A_field_that_is_withheld_on_some_rows_is_nullable()
    {
        var graph = await SchemaOnly.GraphAsync();

        // A root says who may ask; what it lists is the rows' matter, so a list is there, if empty.
        ObjectGraphType[] roots =
        [
            (ObjectGraphType)graph.Schema.Query,
            (ObjectGraphType)graph.Schema.Mutation!,
            (ObjectGraphType)graph.Schema.Subscription!,
        ];
        var wrong =
            from type in graph.Schema.AllTypes.OfType<IObjectGraphType>().Except(roots)
            where type.Name != "Reports"
            from field in type.Fields
            where field.Rule() is { CoversEveryRow: false } && field.ResolvedType is NonNullGraphType
            select $"{type.Name}.{field.Name}";

        Assert.Equal([], wrong);
    }

    [Fact]
    public async Task Who_may_follow_an_edge_may_see_rows_at_its_end()
    {
        var graph = await SchemaOnly.GraphAsync();

        var wrong =
            from type in graph.Schema.AllTypes.OfType<IObjectGraphType>()
            from field in type.Fields
            let end = RowTypeOf(field.ResolvedType!.GetNamedType()) // initialised
            where end is not null
            from role in Enum.GetValues<Role>()
            let viewer = new Viewer { Name = "test", Role = role }
            where type.Rule() is { } rows && rows.Allows(viewer) && field.Rule()!.Allows(viewer) && !end.Rule()!.Allows(viewer) // DefaultDeny
            select $"{role}: {type.Name}.{field.Name} leads to {end.Name}";

        Assert.Equal([], wrong);
    }

    [Fact]
    public async Task An_interface_field_is_no_more_open_than_any_implementor()
    {
        var graph = await SchemaOnly.GraphAsync();

        var wrong =
            from contract in graph.Schema.AllTypes.OfType<IInterfaceGraphType>()
            from field in contract.Fields
            from type in contract.PossibleTypes
            where !type.GetField(field.Name)!.Rule()!.AsRow // an implementor has the field
            select $"{contract.Name}.{field.Name} in {type.Name}";

        Assert.Equal([], wrong);
    }

    [Fact]
    public async Task Every_default_order_is_of_fields_of_the_type()
    {
        var graph = await SchemaOnly.GraphAsync();
        var declared = (DeclaredGraph)graph.Service(typeof(DeclaredGraph));

        var wrong =
            from type in declared.Types
            from order in type.DefaultOrder
            where type.Find(order.Field) is not FieldDeclaration
            select $"{type.Name}.{order.Field}";

        Assert.Equal([], wrong);
    }

    [Fact]
    public void No_field_of_ours_has_a_name_that_a_franchise_could_give_one_of_its_own()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => new Intruder());

        Assert.Equal("Listing.customNote: names that start with custom belong to the franchises.", refusal.Message);
    }

    [Fact]
    public void Only_a_text_column_that_whoever_sees_the_row_sees_is_searched()
    {
        var ruled = Assert.Throws<InvalidOperationException>(() => new SearchedPhone());
        var formula = Assert.Throws<InvalidOperationException>(() => new SearchedFormula());

        Assert.Equal("memberMobilePhone cannot be searched: a search must not find what some who see the row do not see of it.", ruled.Message);
        Assert.Equal("bedrooms cannot be searched: it is no text column.", formula.Message);
    }

    [Fact]
    public async Task Rows_are_found_through_rows_that_everybody_sees_and_by_the_columns_of_their_index_only()
    {
        var tables = (TableMap)(await SchemaOnly.GraphAsync()).Service(typeof(TableMap));

        var hidden = Assert.Throws<InvalidOperationException>(() =>
            SearchDeclarations.Check(new DeclaredGraph([new SearchedThroughAgent(), new AgentType()]), tables)
        );
        var other = Assert.Throws<InvalidOperationException>(() => SearchDeclarations.Check(new DeclaredGraph([new SearchedCity()]), tables));

        Assert.StartsWith("Listing.listAgent cannot be searched through:", hidden.Message, StringComparison.Ordinal);
        Assert.Equal(
            "Community declares to be searched by \"city\"; its table is searched by \"district\", \"mls_area_major\", \"name\".",
            other.Message
        );
    }

    private sealed class SearchedPhone : EntityType<Agent>
    {
        public SearchedPhone()
            : base("Agent", "x") => Text("memberMobilePhone", agent => agent.MemberMobilePhone, AgentAccess.Phone, "x").Search();
    }

    private sealed class SearchedFormula : EntityType<Listing>
    {
        public SearchedFormula()
            : base("Listing", "x") => Int("bedrooms", listing => listing.BedroomsTotal, WithRow, "x").Search();
    }

    private sealed class SearchedThroughAgent : EntityType<Listing>
    {
        public SearchedThroughAgent()
            : base("Listing", "x") => One("listAgent", listing => listing.ListAgent, WithRow, "x").Search();
    }

    private sealed class SearchedCity : EntityType<Community>
    {
        public SearchedCity()
            : base("Community", "x") => Text("city", community => community.City, WithRow, "x").Search();
    }

    private sealed class Intruder : EntityType<Listing>
    {
        public Intruder()
            : base("Listing", "x") => Text("customNote", listing => listing.Title, WithRow, "x");
    }

    private static IObjectGraphType? RowTypeOf(IGraphType type) =>
        type is not IObjectGraphType found ? null
        : found.Rule() is not null ? found
        : found.Name.EndsWith("Connection", StringComparison.Ordinal) ? RowTypeOf(found.GetField("nodes")!.ResolvedType!.GetNamedType()) // every connection has it
        : null;

    private static IEnumerable<(string Coordinate, string? Description)> Elements(ISchema schema)
    {
        foreach (var type in schema.AllTypes.Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal)))
        {
            // The specification describes its own scalars.
            if (type.Name is not ("String" or "Int" or "Boolean" or "ID" or "Float"))
            {
                yield return (type.Name, type.Description);
            }

            foreach (var value in type is EnumerationGraphType values ? values.Values.ToList() : [])
            {
                yield return ($"{type.Name}.{value.Name}", value.Description);
            }

            foreach (var field in type is IComplexGraphType complex ? complex.Fields.ToList() : [])
            {
                yield return ($"{type.Name}.{field.Name}", field.Description);
                foreach (var argument in field.Arguments?.ToList() ?? [])
                {
                    yield return ($"{type.Name}.{field.Name}({argument.Name}:)", argument.Description);
                }
            }
        }

        foreach (var directive in schema.Directives)
        {
            yield return ($"@{directive.Name}", directive.Description);
        }
    }
}
