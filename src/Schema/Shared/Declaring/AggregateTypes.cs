using GraphQL.Resolvers;
using GraphQL.Types;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Deprecating;
using Lintel.Schema.Shared.Reading;
using Lintel.Schema.Shared.Scalars;

namespace Lintel.Schema.Shared.Declaring;

/// <summary>
/// The types of <c>aggregate</c>, generated from the declared fields: what can be filtered or ordered by can be counted with,
/// under the field's own rule. <paramref name="onlyPlanned"/> resolves nothing: a plan reads these.
/// </summary>
internal sealed class AggregateTypes(IFieldResolver onlyPlanned)
{
    private const string Ignored = "Values that are missing or that you may not see clear are left out.";

    public ObjectGraphType Of(EntityType type)
    {
        var figures = FiguresOf(type);
        var aggregate = Type(type, "Aggregate", $"Figures over all {type.Name} rows of the list that you may see, on whatever page.");
        AddFigures(aggregate, figures);
        if (GroupOf(type, figures) is { } group)
        {
            Add(
                aggregate,
                "groups",
                new NonNullGraphType(new ListGraphType(new NonNullGraphType(group))),
                "The figures by group: the fields selected under key say what to group by. Largest group first.",
                AccessRule.WithRow,
                Argument("first", ScalarTypes.Int, $"At most so many groups: 1 to {AggregatePlan.MostGroups}, default {AggregatePlan.MostGroups}.")
            );
        }

        return aggregate;
    }

    private List<(string Name, IGraphType Type, string Description, QueryArgument[] Arguments)> FiguresOf(EntityType type)
    {
        var figures = new List<(string, IGraphType, string, QueryArgument[])>
        {
            ("count", new NonNullGraphType(ScalarTypes.Long), "How many rows.", []),
        };
        if (type.Fields.Any(field => field.CanSum))
        {
            var sums = Fields(Type(type, "Sum", $"Sums over {type.Name} rows; null when there is no value. {Ignored}"), type, f => f.CanSum, SumType);
            var means = Fields(
                Type(type, "Avg", $"Means over {type.Name} rows, to two decimals, half away from zero; null when there is no value. {Ignored}"),
                type,
                field => field.CanSum,
                _ => ScalarTypes.Decimal
            );
            figures.Add(("sum", new NonNullGraphType(sums), "The sum of each field.", []));
            figures.Add(("avg", new NonNullGraphType(means), "The arithmetic mean of each field.", []));
        }

        if (type.Fields.Any(field => field.CanRank))
        {
            var values = Fields(
                Type(type, "Values", $"One value of each field of {type.Name} rows; null when there is none. {Ignored}"),
                type,
                field => field.CanRank,
                field => field.Kind.GraphType
            );
            figures.Add(("min", new NonNullGraphType(values), "The smallest value of each field.", []));
            figures.Add(("max", new NonNullGraphType(values), "The largest value of each field.", []));
            figures.Add(
                (
                    "percentile",
                    new NonNullGraphType(values),
                    "The smallest value of each field that at least this share of the values does not exceed (nearest rank); 0.5 is the median.",
                    [Argument("at", new NonNullGraphType(ScalarTypes.Float), "The share, 0 to 1; counted to four decimals.")]
                )
            );
        }

        return figures;
    }

    private ObjectGraphType? GroupOf(EntityType type, List<(string, IGraphType, string, QueryArgument[])> figures)
    {
        if (!type.Fields.Any(field => field.CanGroup))
        {
            return null;
        }

        var key = Fields(
            Type(type, "GroupKey", $"What the rows of a group of {type.Name} rows have in common. A value you may not see clear counts as missing."),
            type,
            field => field.CanGroup,
            field => field.Kind.GraphType
        );
        var group = Type(type, "Group", $"Figures over {type.Name} rows with one key.");
        Add(group, "key", new NonNullGraphType(key), "The common values; select at least one.", AccessRule.WithRow);
        AddFigures(group, figures);
        return group;
    }

    private void AddFigures(ObjectGraphType target, List<(string Name, IGraphType Type, string Description, QueryArgument[] Arguments)> figures)
    {
        foreach (var (name, figureType, description, arguments) in figures)
        {
            Add(target, name, figureType, description, AccessRule.WithRow, arguments);
        }
    }

    private ObjectGraphType Fields(
        ObjectGraphType target,
        EntityType type,
        Func<FieldDeclaration, bool> isOffered,
        Func<FieldDeclaration, IGraphType> graphType
    )
    {
        foreach (var field in type.Fields.Where(isOffered))
        {
            Add(target, field.Name, graphType(field), field.Description, field.Access).DeprecatedBy(field.Deprecation);
        }

        return target;
    }

    private static IGraphType SumType(FieldDeclaration field) => field.Kind is WholeNumberKind ? ScalarTypes.Long : field.Kind.GraphType;

    private static ObjectGraphType Type(EntityType type, string suffix, string description) =>
        new() { Name = type.Name + suffix, Description = description };

    private static QueryArgument Argument(string name, IGraphType type, string description) =>
        new QueryArgument(type) { Name = name, Description = description }.UsableBy(AccessRule.WithRow);

    private FieldType Add(
        ObjectGraphType type,
        string name,
        IGraphType fieldType,
        string description,
        AccessRule access,
        params QueryArgument[] arguments
    ) =>
        type.AddField(
                new FieldType
                {
                    Name = name,
                    Description = description,
                    ResolvedType = fieldType,
                    Arguments = [.. arguments.Select(Copy)],
                    Resolver = onlyPlanned,
                }
            )
            .VisibleTo(access);

    // Figures stand in the aggregate and in its groups; an argument belongs to one field.
    private static QueryArgument Copy(QueryArgument argument) => Argument(argument.Name, argument.ResolvedType!, argument.Description!); // both given above
}
