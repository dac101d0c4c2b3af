using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using GraphQLParser.Visitors;

namespace Lintel.Schema.Shared.Validation;

/// <summary>
/// "All variable usages are allowed": a variable is of the type of the place it stands in, or stricter. In the place of the engine's rule, which takes
/// any two lists and any two required types for the same and does not look into lists.
/// </summary>
internal sealed class VariablesFit : ValidationRuleBase
{
    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context)
    {
        var usages = new Dictionary<ASTNode, List<Usage>>();
        return new(
            new NodeVisitors(
                new MatchingNodeVisitor<GraphQLArgument>(
                    (argument, validation) =>
                    {
                        if (validation.TypeInfo.GetArgument() is { ResolvedType: { } type } declared)
                        {
                            Collect(
                                argument.Value,
                                new Place(type, declared.DefaultValue is not null, Whole: null),
                                UsagesOf(Definition(validation))
                            );
                        }
                    }
                ),
                new MatchingNodeVisitor<GraphQLDocument>(leave: (document, validation) => Judge(document, usages, validation))
            )
        );

        List<Usage> UsagesOf(ASTNode definition) => usages.TryGetValue(definition, out var known) ? known : usages[definition] = [];
    }

    /// <summary>The operation or fragment that is looked at.</summary>
    private static ASTNode Definition(ValidationContext context)
    {
        for (var i = 1; ; i++)
        {
            if (context.TypeInfo.GetAncestor(i) is var ancestor && ancestor is null or GraphQLOperationDefinition or GraphQLFragmentDefinition)
            {
                return ancestor!; // every argument is in one
            }
        }
    }

    private static void Collect(GraphQLValue value, Place place, List<Usage> usages)
    {
        switch (value)
        {
            case GraphQLVariable variable:
                usages.Add(new Usage(variable, place));
                break;
            case GraphQLListValue list when Nullable(place.Type) is ListGraphType { ResolvedType: { } item }:
                foreach (var one in list.Values ?? [])
                {
                    Collect(one, new Place(item, HasDefault: false, Whole: null), usages);
                }

                break;
            case GraphQLObjectValue fields when place.Type.GetNamedType() is IInputObjectGraphType whole:
                foreach (var field in fields.Fields ?? [])
                {
                    if (whole.GetField(field.Name.Value) is { ResolvedType: { } type } declared)
                    {
                        Collect(field.Value, new Place(type, declared.DefaultValue is not null, whole), usages);
                    }
                }

                break;
        }
    }

    private static void Judge(GraphQLDocument document, Dictionary<ASTNode, List<Usage>> usages, ValidationContext context)
    {
        foreach (var operation in document.Definitions.OfType<GraphQLOperationDefinition>())
        {
            var variables = (operation.Variables?.Items ?? [])
                .DistinctBy(variable => variable.Variable.Name.StringValue, StringComparer.Ordinal)
                .ToDictionary(variable => variable.Variable.Name.StringValue, StringComparer.Ordinal);
            IEnumerable<ASTNode> reached = [operation, .. context.GetRecursivelyReferencedFragments(operation) ?? []];
            foreach (var usage in reached.SelectMany(definition => usages.GetValueOrDefault(definition) ?? []))
            {
                if (variables.TryGetValue(usage.Variable.Name.StringValue, out var variable) && !Fits(variable, usage.Place))
                {
                    context.ReportError(new DoesNotFitError(document, variable, usage));
                }
            }
        }
    }

    private static bool Fits(GraphQLVariableDefinition variable, Place place)
    {
        if (variable.Type is GraphQLNonNullType || !place.IsRequired)
        {
            return Fits(variable.Type, place.Type);
        }

        return (place.HasDefault || variable.DefaultValue is not (null or GraphQLNullValue)) && Fits(variable.Type, Nullable(place.Type));
    }

    private static bool Fits(GraphQLType variable, IGraphType place) =>
        (variable, place) switch
        {
            (GraphQLNonNullType { Type: var inner }, NonNullGraphType { ResolvedType: { } required }) => Fits(inner, required),
            (_, NonNullGraphType) => false,
            (GraphQLNonNullType { Type: var inner }, _) => Fits(inner, place),
            (GraphQLListType { Type: var item }, ListGraphType { ResolvedType: { } items }) => Fits(item, items),
            (GraphQLNamedType named, INamedType type) => named.Name.Value == type.Name,
            _ => false,
        };

    private static IGraphType Nullable(IGraphType type) => type is NonNullGraphType { ResolvedType: { } inner } ? inner : type;

    /// <summary>Where a value stands: in an argument or item, or in a field of an input object.</summary>
    private readonly record struct Place(IGraphType Type, bool HasDefault, IInputObjectGraphType? Whole)
    {
        /// <summary>Null may not stand here; a field of a @oneOf object is of a type that can be null and may not be.</summary>
        public bool IsRequired => Type is NonNullGraphType || Whole is { IsOneOf: true };
    }

    private readonly record struct Usage(GraphQLVariable Variable, Place Place);

    private sealed class DoesNotFitError : ValidationError
    {
        public DoesNotFitError(GraphQLDocument document, GraphQLVariableDefinition variable, Usage usage)
            : base(
                document.Source,
                "5.8.5",
                usage.Place.Whole is { IsOneOf: true } whole && variable.Type is not GraphQLNonNullType
                    ? $"Variable '${variable.Variable.Name.StringValue}' must be of a required type or have a default to be used in '{whole.Name}'."
                    : $"Variable '${variable.Variable.Name.StringValue}' of type '{new SDLPrinter().Print(variable.Type)}' used in position expecting type '{usage.Place.Type}'.",
                variable,
                usage.Variable
            ) => Code = ValidationCodes.VariableMisfit;
    }
}
