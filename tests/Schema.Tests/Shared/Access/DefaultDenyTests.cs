using GraphQL.Types;
using Lintel.Schema.Shared.Access;

namespace Lintel.Schema.Tests.Shared.Access;

public sealed class DefaultDenyTests
{
    [Fact]
    public void A_schema_whose_every_element_says_who_may_use_it_starts()
    {
        var schema = TinySchema(field: AccessRule.WithRow, argument: AccessRule.WithRow, inputField: AccessRule.WithRow);

        schema.Initialize();

        Assert.True(schema.Initialized);
    }

    [Fact]
    public void A_field_that_does_not_say_who_may_see_it_stops_the_start()
    {
        var schema = TinySchema(field: null, argument: AccessRule.WithRow, inputField: AccessRule.WithRow);

        var refusal = Assert.Throws<InvalidOperationException>(schema.Initialize);

        Assert.Equal("Query.house does not say who may use it. Nothing is open by default: declare its access.", refusal.Message);
    }

    [Fact]
    public void An_argument_that_does_not_say_who_may_use_it_stops_the_start()
    {
        var schema = TinySchema(field: AccessRule.WithRow, argument: null, inputField: AccessRule.WithRow);

        var refusal = Assert.Throws<InvalidOperationException>(schema.Initialize);

        Assert.Equal("Query.house(where:) does not say who may use it. Nothing is open by default: declare its access.", refusal.Message);
    }

    [Fact]
    public void An_input_field_that_does_not_say_who_may_use_it_stops_the_start()
    {
        var schema = TinySchema(field: AccessRule.WithRow, argument: AccessRule.WithRow, inputField: null);

        var refusal = Assert.Throws<InvalidOperationException>(schema.Initialize);

        Assert.Equal("Filter.door does not say who may use it. Nothing is open by default: declare its access.", refusal.Message);
    }

    [Fact]
    public void An_interface_field_that_does_not_say_who_may_see_it_stops_the_start()
    {
        var schema = TinySchema(field: AccessRule.WithRow, argument: AccessRule.WithRow, inputField: AccessRule.WithRow);
        var contract = new InterfaceGraphType { Name = "Placed" };
        contract.AddField(new FieldType { Name = "city", ResolvedType = new StringGraphType() });
        schema.RegisterType(contract);

        var refusal = Assert.Throws<InvalidOperationException>(schema.Initialize);

        Assert.Equal("Placed.city does not say who may use it. Nothing is open by default: declare its access.", refusal.Message);
    }

    /// <summary>A schema of one field, one argument and one input field; null leaves the rule out.</summary>
    private static GraphQL.Types.Schema TinySchema(AccessRule? field, AccessRule? argument, AccessRule? inputField)
    {
        var filter = new InputObjectGraphType { Name = "Filter" };
        var door = filter.AddField(new FieldType { Name = "door", ResolvedType = new StringGraphType() });
        var where = new QueryArgument(filter) { Name = "where" };
        var query = new ObjectGraphType { Name = "Query" };
        var house = query.AddField(
            new FieldType
            {
                Name = "house",
                ResolvedType = new StringGraphType(),
                Arguments = new QueryArguments(where),
            }
        );
        _ = field is null ? house : house.VisibleTo(field);
        _ = argument is null ? where : where.UsableBy(argument);
        _ = inputField is null ? door : door.UsableBy(inputField);
        var schema = new GraphQL.Types.Schema { Query = query };
        schema.RegisterVisitor(new DefaultDeny());
        return schema;
    }
}
