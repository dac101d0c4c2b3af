using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Lintel.Schema.Shared.Scalars;

/// <summary><c>@specifiedBy(url:)</c>: where a scalar's format is written down. The engine has no definition of its own.</summary>
internal static class SpecifiedByDirective
{
    public static Directive Definition() =>
        new("specifiedBy", DirectiveLocation.Scalar)
        {
            Description = "Where the format of this scalar is specified.",
            Arguments = new QueryArguments(
                new QueryArgument(new NonNullGraphType(ScalarTypes.String)) { Name = "url", Description = "The specification." }
            ),
        };

    public static void Apply(ScalarGraphType scalar, string url) =>
        scalar.ApplyDirective("specifiedBy", directive => directive.AddArgument(new DirectiveArgument("url") { Value = url }));
}
