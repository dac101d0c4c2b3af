using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Transport;
using GraphQL.Types;
using Lintel.Domain;
using Lintel.Schema.Shared;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Scalars;
using Microsoft.Extensions.DependencyInjection;

namespace Lintel.Schema.Explaining;

/// <summary><c>explainAccess(document:, variables:, operationName:, role:)</c>.</summary>
internal static class ExplainAccessField
{
    public static FieldType Create() =>
        new FieldType
        {
            Name = "explainAccess",
            Description = "Whether an operation would run for you, and what decides it, element by element. Nothing of it runs.",
            ResolvedType = new NonNullGraphType(Explanation()),
            Arguments = new QueryArguments(
                Argument("document", new NonNullGraphType(ScalarTypes.String), "The operation, as it would be sent.", AccessRule.WithRow),
                Argument("variables", ScalarTypes.Json, "Its variables.", AccessRule.WithRow),
                Argument("operationName", ScalarTypes.String, "Which operation, where the document has several.", AccessRule.WithRow),
                Argument("role", EnumTypes.Of<Role>(), "As if you had this role in your place; absent: as you are.", PolicyAccess.OfAnyRole)
            ),
            Resolver = new FuncFieldResolver<object>(ResolveAsync),
        }.VisibleTo(Allow.Everyone);

    private static async ValueTask<object?> ResolveAsync(IResolveFieldContext context)
    {
        var caller = ViewerContext.Of(context.UserContext);
        var request = new GraphQLRequest
        {
            Query = context.GetArgument<string>("document"),
            OperationName = context.GetArgument<string?>("operationName"),
            Variables = context.GetArgument<object?>("variables") is IDictionary<string, object?> variables ? new Inputs(variables) : null,
        };
        var asked = context.GetArgument<Role?>("role") is { } role ? caller with { Role = role } : caller;
        // The explainer is made of the engine that runs this field.
        var explainer = context.RequestServices!.GetRequiredService<AccessExplainer>(); // the engine gives them to every request
        return await explainer.ExplainAsync(request, asked, caller, context.CancellationToken);
    }

    private static ObjectGraphType Explanation()
    {
        var type = new ObjectGraphType { Name = "AccessExplanation", Description = "Whether an operation would run, and what decides it." };
        Add<AccessExplanation>(type, "allowed", new NonNullGraphType(ScalarTypes.Boolean), "It would run.", one => one.IsAllowed);
        Add<AccessExplanation>(
            type,
            "refusals",
            ListOf(Refusal()),
            "The errors it would be refused with; empty when it would run.",
            one => one.Refusals
        );
        Add<AccessExplanation>(type, "elements", ListOf(Element()), "What it uses, in the order of the document, each once.", one => one.Elements);
        return type;
    }

    private static ObjectGraphType Refusal()
    {
        var type = new ObjectGraphType { Name = "AccessRefusal", Description = "An error an operation would be refused with." };
        Add<RefusalExplanation>(type, "code", ScalarTypes.String, "Its extensions.code.", one => one.Code);
        Add<RefusalExplanation>(type, "message", new NonNullGraphType(ScalarTypes.String), "Its message.", one => one.Message);
        return type;
    }

    private static ObjectGraphType Element()
    {
        var type = new ObjectGraphType { Name = "ElementAccess", Description = "An element that an operation uses, and who decides about it." };
        Add<ElementExplanation>(
            type,
            "coordinate",
            new NonNullGraphType(ScalarTypes.String),
            "E.g. Client.phone, Query.clients(where:).",
            one => one.Coordinate
        );
        Add<ElementExplanation>(type, "decision", new NonNullGraphType(EnumTypes.Of<AccessDecision>()), "What it comes to.", one => one.Decision);
        Add<ElementExplanation>(
            type,
            "grants",
            ListOf(Grant()),
            "The role's grants; empty where it has none, or needs none beside the row's.",
            one => one.Grants
        );
        return type;
    }

    private static ObjectGraphType Grant()
    {
        var type = new ObjectGraphType { Name = "AccessGrant", Description = "One grant of a role on an element." };
        Add<GrantExplanation>(type, "scope", new NonNullGraphType(EnumTypes.Of<Scope>()), "How far it reaches.", one => one.Scope);
        Add<GrantExplanation>(type, "mask", new NonNullGraphType(EnumTypes.Of<Mask>()), "What of the value it shows.", one => one.Mask);
        Add<GrantExplanation>(
            type,
            "rows",
            ScalarTypes.String,
            "The rows it reaches, as the database selects them; @viewer_… are your own ids. Null where it is not about rows.",
            one => one.Rows
        );
        return type;
    }

    private static NonNullGraphType ListOf(ObjectGraphType type) => new(new ListGraphType(new NonNullGraphType(type)));

    private static QueryArgument Argument(string name, IGraphType type, string description, AccessRule rule) =>
        new QueryArgument(type) { Name = name, Description = description }.UsableBy(rule);

    private static void Add<T>(ObjectGraphType type, string name, IGraphType fieldType, string description, Func<T, object?> read) =>
        type.AddField(
                new FieldType
                {
                    Name = name,
                    Description = description,
                    ResolvedType = fieldType,
                    Resolver = new FuncFieldResolver<object>(context => read((T)context.Source!)), // the field above gives it
                }
            )
            .VisibleTo(AccessRule.WithRow);
}
