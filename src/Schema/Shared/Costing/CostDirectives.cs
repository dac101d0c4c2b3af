using System.Globalization;
using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;
using Lintel.Schema.Shared.Scalars;

namespace Lintel.Schema.Shared.Costing;

/// <summary><c>@cost</c> and <c>@listSize</c>, by the names of IBM's cost directives specification; printed where they differ from the defaults.</summary>
internal static class CostDirectives
{
    private const string Cost = "cost";
    private const string ListSize = "listSize";

    public static Directive OfCost() =>
        new(Cost, DirectiveLocation.FieldDefinition, DirectiveLocation.ArgumentDefinition)
        {
            Description =
                "Points that a field costs each time it is answered, or that an argument adds where it is given and not null. Without it a field of an "
                + $"object, interface or union costs {FieldCost.ObjectWeight}, any other nothing; of a list that is for each item.",
            Arguments = new QueryArguments(
                new QueryArgument(new NonNullGraphType(ScalarTypes.String)) { Name = "weight", Description = "The points, a whole number." }
            ),
        };

    public static Directive OfListSize() =>
        new(ListSize, DirectiveLocation.FieldDefinition)
        {
            Description =
                "How many items a list is priced with: the greatest of its slicing arguments that are given and not null, or else the assumed size. "
                + $"A list of objects without it is priced with {FieldCost.DefaultListSize}.",
            Arguments = new QueryArguments(
                new QueryArgument(ScalarTypes.Int) { Name = "assumedSize", Description = "Items where no slicing argument is given." },
                new QueryArgument(ListOfNames())
                {
                    Name = "slicingArguments",
                    Description = "Arguments that say how many: by their number, or as a list by its length.",
                },
                new QueryArgument(ListOfNames())
                {
                    Name = "sizedFields",
                    Description = "The fields below whose lists are meant; absent: the field itself.",
                },
                new QueryArgument(ScalarTypes.Boolean)
                {
                    Name = "requireOneSlicingArgument",
                    DefaultValue = true,
                    Description = "Whether exactly one of the slicing arguments has to be given.",
                }
            ),
        };

    /// <summary>Says what a field costs, in its metadata and in the SDL.</summary>
    public static void Apply(FieldType field, FieldCost cost)
    {
        field.Metadata[FieldCost.Key] = cost;
        if (cost.Weight != FieldCost.DefaultWeightOf(field))
        {
            ApplyWeight(field, cost.Weight);
        }

        if (cost.List is { } list)
        {
            field.ApplyDirective(
                ListSize,
                directive =>
                {
                    directive.AddArgument(new DirectiveArgument("assumedSize") { Value = list.Assumed });
                    AddNames(directive, "slicingArguments", list.SlicingArguments);
                    AddNames(directive, "sizedFields", list.SizedFields);
                    if (list.SlicingArguments.Count != 1 || !list.IsSliceRequired)
                    {
                        directive.AddArgument(new DirectiveArgument("requireOneSlicingArgument") { Value = false });
                    }
                }
            );
        }
    }

    /// <summary>Says what an argument adds.</summary>
    public static void Apply(QueryArgument argument, int weight)
    {
        argument.Metadata[FieldCost.Key] = weight;
        ApplyWeight(argument, weight);
    }

    private static void AddNames(AppliedDirective directive, string argument, IReadOnlyList<string> names)
    {
        if (names.Count > 0)
        {
            directive.AddArgument(new DirectiveArgument(argument) { Value = names });
        }
    }

    private static void ApplyWeight<T>(T element, int weight)
        where T : IMetadataWriter =>
        element.ApplyDirective(
            Cost,
            directive => directive.AddArgument(new DirectiveArgument("weight") { Value = weight.ToString(CultureInfo.InvariantCulture) })
        );

    private static ListGraphType ListOfNames() => new(new NonNullGraphType(ScalarTypes.String));
}
