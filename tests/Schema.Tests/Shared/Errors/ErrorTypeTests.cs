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

        Assert.Equal(25, errors.Count);
        Assert.Equal([], errors.Where(error => error.GetField("id") is not null).Select(error => error.Name));
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
