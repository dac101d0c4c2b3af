using GraphQL;
using GraphQL.Types;
using Lintel.Domain;
using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Shared.Access;

/// <summary>
/// The one place an element's rule is written: metadata that validation reads, and <c>@access</c> directives that print in the SDL.
/// </summary>
internal static class AccessMetadata
{
    private const string Key = "LINTEL_ACCESS";

    /// <summary>Says who may see a field of an output type.</summary>
    public static T VisibleTo<T>(this T element, AccessRule rule)
        where T : IMetadataWriter => Declare(element, rule);

    /// <summary>Says who may run a mutation or open a subscription.</summary>
    public static T AllowedTo<T>(this T element, AccessRule rule)
        where T : IMetadataWriter => Declare(element, rule);

    /// <summary>Says who may use an argument or input field.</summary>
    public static T UsableBy<T>(this T element, AccessRule rule)
        where T : IMetadataWriter => Declare(element, rule);

    /// <summary>The rule of an element; null: none was declared, and the server does not start.</summary>
    public static AccessRule? Rule(this IProvideMetadata element) => element.GetMetadata<AccessRule?>(Key, (AccessRule?)null);

    private static T Declare<T>(T element, AccessRule rule)
        where T : IMetadataWriter
    {
        element.Metadata[Key] = rule;
        if (!rule.IsForEveryone)
        {
            foreach (var grant in rule.Grants)
            {
                element.ApplyDirective(
                    "access",
                    directive =>
                    {
                        directive.AddArgument(new DirectiveArgument("role") { Value = grant.Role });
                        if (grant.Scope != Scope.All)
                        {
                            directive.AddArgument(new DirectiveArgument("scope") { Value = grant.Scope });
                        }

                        if (grant.Mask != Mask.None)
                        {
                            directive.AddArgument(new DirectiveArgument("mask") { Value = grant.Mask });
                        }
                    }
                );
            }
        }

        return element;
    }

    /// <summary>The directive's definition.</summary>
    public static Directive Definition() =>
        new(
            "access",
            GraphQLParser.AST.DirectiveLocation.FieldDefinition,
            GraphQLParser.AST.DirectiveLocation.ArgumentDefinition,
            GraphQLParser.AST.DirectiveLocation.InputFieldDefinition,
            GraphQLParser.AST.DirectiveLocation.EnumValue,
            GraphQLParser.AST.DirectiveLocation.Object
        )
        {
            Description =
                "Who may see or use this. On an object: who sees which rows. On a field: a role that is not named is refused (FORBIDDEN); "
                + "on rows out of the scope the value is null. A field without @access is open to whoever sees its row.",
            Repeatable = true,
            Arguments = new QueryArguments(
                new QueryArgument(new NonNullGraphType(EnumTypes.Of<Role>())) { Name = "role", Description = "The role that has the grant." },
                new QueryArgument(new NonNullGraphType(EnumTypes.Of<Scope>()))
                {
                    Name = "scope",
                    DefaultValue = Scope.All,
                    Description = "How far it reaches.",
                },
                new QueryArgument(new NonNullGraphType(EnumTypes.Of<Mask>()))
                {
                    Name = "mask",
                    DefaultValue = Mask.None,
                    Description = "How much of the value it shows.",
                }
            ),
        };
}
