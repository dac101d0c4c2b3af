using Lintel.Client.Generator;
using Lintel.Client.Generator.Reading;

namespace Lintel.ClientSdk.Tests.Generator;

/// <summary>What <c>strictSchemaValidation</c> finds, where, and what to do about it.</summary>
public sealed class SchemaCheckTests
{
    private const string Schema = "directive @cost(weight: String!) on FIELD_DEFINITION\ntype Query {\n  a: Int @cots(weight: \"1\")\n}";

    [Fact]
    public async Task A_directive_that_is_not_declared_is_reported_at_its_place()
    {
        var refused = await Assert.ThrowsAsync<GenerationException>(() =>
            Sample.GenerateFromAsync(SourceFile.Of("s.graphql", Schema), null, SourceFile.Of("a.graphql", "query A { a }"))
        );

        Assert.Equal("s.graphql(3,11): error LNT0002: The directive '@cots' is not declared. Did you mean 'cost'?", refused.Message);
    }

    [Fact]
    public async Task An_extension_of_what_is_not_there_is_reported_at_its_place()
    {
        var refused = await Assert.ThrowsAsync<GenerationException>(() =>
            Sample.GenerateFromAsync(
                SourceFile.Of("s.graphql", "type Query { a: Decimal }\nscalar Decimal"),
                SourceFile.Of("x.graphql", "extend schema @key(fields: \"id\")\nextend scalar Decimals @runtimeType(name: \"System.Decimal\")"),
                SourceFile.Of("a.graphql", "query A { a }")
            )
        );

        Assert.Equal("x.graphql(2,15): error LNT0002: The schema has no type 'Decimals' to extend. Did you mean 'Decimal'?", refused.Message);
    }
}
