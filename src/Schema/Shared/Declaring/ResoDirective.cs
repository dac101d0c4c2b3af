using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;
using Lintel.Schema.Shared.Scalars;

namespace Lintel.Schema.Shared.Declaring;

/// <summary><c>@reso(resource:, field:)</c>: the word of the RESO Data Dictionary an element stands for.</summary>
internal static class ResoDirective
{
    public static Directive Definition() =>
        new("reso", DirectiveLocation.FieldDefinition, DirectiveLocation.Object)
        {
            Description = "The resource and field of the RESO Data Dictionary this stands for.",
            Arguments = new QueryArguments(
                new QueryArgument(new NonNullGraphType(ScalarTypes.String)) { Name = "resource", Description = "The RESO resource." },
                new QueryArgument(ScalarTypes.String) { Name = "field", Description = "The RESO field; absent: the resource itself." }
            ),
        };

    public static void Apply<T>(T element, string resource, string? field)
        where T : IMetadataWriter =>
        element.ApplyDirective(
            "reso",
            directive =>
            {
                directive.AddArgument(new DirectiveArgument("resource") { Value = resource });
                if (field is not null)
                {
                    directive.AddArgument(new DirectiveArgument("field") { Value = field });
                }
            }
        );
}
