using GraphQL;
using GraphQL.Types;

namespace Lintel.Schema.Tests.Shared.Errors;

public sealed class ErrorTypeTests
{
    [Fact]
    public async Task No_error_type_has_a_field_id()
    {
        var graph = await SchemaOnly.GraphAsync();

        var errors = ((IInterfaceGraphType)graph.Schema.AllTypes["UserError"]!).PossibleTypes; // the interface of all of them

        Assert.Equal(35, errors.Count);
        Assert.Equal([], errors.Where(error => error.GetField("id") is not null).Select(error => error.Name));
    }

    [Fact]
    public async Task Every_mutation_that_takes_a_version_shows_its_object_as_it_is_when_that_is_stale()
    {
        var graph = await SchemaOnly.GraphAsync();
        var stale = (IInterfaceGraphType)graph.Schema.AllTypes["StaleVersion"]!; // the interface of all of them
        var shown = new List<string>();

        foreach (var mutation in graph.Schema.Mutation!.Fields)
        {
            var input = (IInputObjectGraphType)mutation.Arguments![0].ResolvedType!.GetNamedType(); // initialised
            var payload = (IObjectGraphType)mutation.ResolvedType!.GetNamedType(); // initialised
            var union = (UnionGraphType)payload.GetField("errors")!.ResolvedType!.GetNamedType(); // every payload has it
            var members = union.PossibleTypes.Where(stale.PossibleTypes.Contains).ToList();

            Assert.Equal(input.GetField("expectedVersion") is null ? 0 : 1, members.Count);
            Assert.All(members, member => Assert.Same(payload.Fields.First().ResolvedType, member.GetField("current")!.ResolvedType));
            shown.AddRange(members.Select(member => member.Name));
        }

        Assert.Equal(
            stale.PossibleTypes.Select(type => type.Name).Order(StringComparer.Ordinal),
            shown.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
        );
        Assert.Equal(10, stale.PossibleTypes.Count);
    }

    [Fact]
    public async Task Every_interface_of_a_type_is_in_the_schema()
    {
        var graph = await SchemaOnly.GraphAsync();

        var lost = graph
            .Schema.AllTypes.OfType<IObjectGraphType>()
            .SelectMany(type => type.ResolvedInterfaces)
            .Where(contract => graph.Schema.AllTypes[contract.Name] is null);

        Assert.Equal([], lost.Select(contract => contract.Name));
    }

    [Fact]
    public async Task Every_mutation_answers_its_object_its_errors_its_sequence_and_its_events()
    {
        var graph = await SchemaOnly.GraphAsync();

        foreach (var mutation in graph.Schema.Mutation!.Fields)
        {
            var payload = (IObjectGraphType)mutation.ResolvedType!.GetNamedType(); // initialised

            Assert.Equal(["input"], mutation.Arguments!.Select(argument => argument.Name));
            Assert.Equal(["errors", "sequence", "events"], payload.Fields.TakeLast(3).Select(field => field.Name));
            var union = (UnionGraphType)payload.GetField("errors")!.ResolvedType!.GetNamedType(); // asserted above
            Assert.All(union.PossibleTypes, member => Assert.Contains("UserError", member.ResolvedInterfaces.Select(contract => contract.Name)));
            Assert.Superset(
                new HashSet<string> { "InvalidInput", "NotFound" },
                union.PossibleTypes.Select(member => member.Name).ToHashSet(StringComparer.Ordinal)
            );
        }
    }

    [Fact]
    public async Task Every_mutation_can_be_retried_and_tried_out()
    {
        var graph = await SchemaOnly.GraphAsync();

        foreach (var mutation in graph.Schema.Mutation!.Fields)
        {
            var input = (IInputObjectGraphType)mutation.Arguments![0].ResolvedType!.GetNamedType(); // initialised

            Assert.Equal("String", input.GetField("idempotencyKey")!.ResolvedType!.ToString());
            Assert.Equal("Boolean!", input.GetField("dryRun")!.ResolvedType!.ToString());
        }
    }
}
