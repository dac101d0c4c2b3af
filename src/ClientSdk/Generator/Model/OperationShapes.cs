using System.Globalization;
using GraphQLParser.AST;
using GraphQLParser.Visitors;
using Lintel.Client.Generator.Reading;

namespace Lintel.Client.Generator.Model;

/// <summary>One selected field as prices and the store see it.</summary>
internal sealed record ShapeModel(string Name, string As)
{
    public string? Type { get; init; }
    public bool IsAbstract { get; init; }
    public bool IsList { get; init; }
    public int Weight { get; init; }
    public ListSizeFacts? Size { get; init; }
    public IReadOnlyList<ShapeArgument> Arguments { get; init; } = [];

    /// <summary>The object types it is selected on; null for all.</summary>
    public IReadOnlyList<string>? On { get; init; }
    public IReadOnlyList<ShapeCondition> If { get; init; } = [];
    public IReadOnlyList<ShapeModel> Fields { get; init; } = [];
    public IReadOnlyList<string> Key { get; init; } = [];
    public bool IsEntity { get; init; }

    /// <summary>Selected for the same objects under the same conditions, so that what is selected below belongs together.</summary>
    public bool Joins(ShapeModel other) =>
        string.Equals(As, other.As, StringComparison.Ordinal)
        && If.SequenceEqual(other.If)
        && (On is null ? other.On is null : other.On is not null && On.SequenceEqual(other.On, StringComparer.Ordinal));
}

internal sealed record ShapeArgument(string Name, string Text, int Weight, string? Variable, long Size, IReadOnlyList<string> Variables);

internal sealed record ShapeCondition(string Variable, bool Wanted);

/// <summary>Makes the shapes of operations: fragments merged in, types by name, prices from the schema.</summary>
internal sealed class OperationShapes(SchemaModel schema, SelectionCollector collector)
{
    /// <summary>What introspection costs, whatever is selected of it.</summary>
    private const int Introspection = 50;

    public IReadOnlyList<ShapeModel> Of(GraphQLSelectionSet set, TypeDefinition type)
    {
        var fields = new List<ShapeModel>();
        Enter(set, type, new Context(type, On: null, If: []), fields);
        return fields;
    }

    /// <param name="Whole">The type that is selected on as a whole.</param>
    /// <param name="On">The object types that are left; null for all.</param>
    /// <param name="If">What has to hold.</param>
    private sealed record Context(TypeDefinition Whole, IReadOnlyList<string>? On, IReadOnlyList<ShapeCondition> If);

    private void Enter(GraphQLSelectionSet set, TypeDefinition type, Context context, List<ShapeModel> into)
    {
        foreach (var selection in set.Selections)
        {
            if (Conditions((IHasDirectivesNode)selection, context.If) is not { } conditions)
            {
                continue;
            }

            var here = context with { If = conditions };
            switch (selection)
            {
                case GraphQLField field:
                    Add(field, type, here, into);
                    break;
                case GraphQLInlineFragment inline:
                    var on = inline.TypeCondition is { } condition ? collector.Type(condition) : type;
                    EnterOn(inline.SelectionSet, on, here, into);
                    break;
                case GraphQLFragmentSpread spread:
                    var fragment = collector.Fragment(spread);
                    EnterOn(fragment.SelectionSet, collector.Type(fragment.TypeCondition), here, into);
                    break;
            }
        }
    }

    private void EnterOn(GraphQLSelectionSet set, TypeDefinition on, Context context, List<ShapeModel> into)
    {
        var fitting = schema.PossibleTypes(on).Select(type => type.Name).ToList();
        var before = context.On ?? [.. schema.PossibleTypes(context.Whole).Select(type => type.Name)];
        var left = before.Intersect(fitting, StringComparer.Ordinal).ToList();
        if (left.Count > 0)
        {
            Enter(set, on, left.Count == before.Count ? context : context with { On = left }, into);
        }
    }

    private void Add(GraphQLField field, TypeDefinition type, Context context, List<ShapeModel> into)
    {
        foreach (var shape in Shapes(field, type, context))
        {
            var known = into.FindIndex(shape.Joins);
            if (known < 0)
            {
                into.Add(shape);
            }
            else if (shape.Fields.Count > 0)
            {
                into[known] = WithKey(into[known] with { Fields = Merged(into[known].Fields, shape.Fields) });
            }
        }
    }

    private static IReadOnlyList<ShapeModel> Merged(IReadOnlyList<ShapeModel> one, IReadOnlyList<ShapeModel> other)
    {
        var merged = one.ToList();
        foreach (var shape in other)
        {
            var known = merged.FindIndex(shape.Joins);
            if (known < 0)
            {
                merged.Add(shape);
            }
            else
            {
                merged[known] = merged[known] with { Fields = Merged(merged[known].Fields, shape.Fields) };
            }
        }

        return merged;
    }

    /// <summary>One shape, or one for each price where the object types of an interface ask different ones.</summary>
    private IEnumerable<ShapeModel> Shapes(GraphQLField field, TypeDefinition type, Context context)
    {
        var name = field.Name.StringValue;
        var plain = new ShapeModel(name, SelectionCollector.ResponseName(field)) { On = context.On, If = context.If };
        if (type.Member(name) is not { } member)
        {
            yield return name is "__schema" or "__type" ? plain with { Weight = Introspection } : plain;
            yield break;
        }

        var owners = type.IsAbstract ? context.On ?? [.. schema.PossibleTypes(type).Select(possible => possible.Name)] : [type.Name];
        var prices = owners.Select(owner => (Owner: owner, (schema[owner].Member(name) ?? member).Cost)).ToList();
        if (prices.TrueForAll(price => price.Cost.IsSame(prices[0].Cost)))
        {
            yield return Shape(field, member, prices.Count == 0 ? member.Cost : prices[0].Cost, plain);
            yield break;
        }

        foreach (var (owner, cost) in prices)
        {
            yield return Shape(field, member, cost, plain with { On = [owner] });
        }
    }

    private ShapeModel Shape(GraphQLField field, MemberDefinition member, CostFacts cost, ShapeModel plain)
    {
        var arguments = (field.Arguments ?? Enumerable.Empty<GraphQLArgument>()).Select(argument => Argument(argument, cost)).ToList();
        var type = schema[member.Type.Name];
        if (!type.IsComposite || field.SelectionSet is null)
        {
            return plain with { Weight = cost.Weight ?? 0, Arguments = arguments };
        }

        return WithKey(
            plain with
            {
                Type = type.Name,
                IsAbstract = type.IsAbstract,
                IsList = member.Type is ListReference,
                Weight = cost.Weight ?? 1,
                Size = cost.Size,
                Arguments = arguments,
                Fields = Of(field.SelectionSet, type),
            }
        );
    }

    private ShapeModel WithKey(ShapeModel shape)
    {
        var type = schema[shape.Type!]; // only objects come here
        var key = schema.KeyOf(type);
        // Whether an object has it, its type decides: it may be selected for some types only.
        var selected = key.Select(name =>
                shape.Fields.FirstOrDefault(field => field.If.Count == 0 && string.Equals(field.Name, name, StringComparison.Ordinal))?.As
            )
            .OfType<string>()
            .ToList();
        // Types that share an interface without a key can have one each.
        var isEntity = key.Count > 0 || (type.IsAbstract && schema.PossibleTypes(type).Any(possible => schema.KeyOf(possible).Count > 0));
        return shape with { IsEntity = isEntity, Key = key.Count > 0 && selected.Count == key.Count ? selected : [] };
    }

    private static ShapeArgument Argument(GraphQLArgument argument, CostFacts cost)
    {
        var variables = new SortedSet<string>(StringComparer.Ordinal);
        FindVariables(argument.Value, variables);
        return new ShapeArgument(
            argument.Name.StringValue,
            Print(argument.Value),
            cost.Arguments.FirstOrDefault(priced => argument.Name.Value == priced.Argument).Weight,
            argument.Value is GraphQLVariable variable ? variable.Name.StringValue : null,
            argument.Value switch
            {
                GraphQLListValue list => list.Values?.Count ?? 0,
                _ when cost.ListArguments.Contains(argument.Name.StringValue, StringComparer.Ordinal) => 1,
                GraphQLIntValue number when long.TryParse(number.Value.Span, CultureInfo.InvariantCulture, out var size) => size,
                _ => 1,
            },
            [.. variables]
        );
    }

    private static void FindVariables(GraphQLValue value, SortedSet<string> found)
    {
        switch (value)
        {
            case GraphQLVariable variable:
                found.Add(variable.Name.StringValue);
                break;
            case GraphQLListValue list:
                list.Values?.ForEach(item => FindVariables(item, found));
                break;
            case GraphQLObjectValue item:
                item.Fields?.ForEach(member => FindVariables(member.Value, found));
                break;
        }
    }

    private static string Print(GraphQLValue value) => new SDLPrinter().Print(value);

    /// <summary>The conditions with those of a node; null for a node that is never there.</summary>
    private static IReadOnlyList<ShapeCondition>? Conditions(IHasDirectivesNode node, IReadOnlyList<ShapeCondition> outer)
    {
        var all = outer.ToList();
        foreach (var directive in node.Directives ?? Enumerable.Empty<GraphQLDirective>())
        {
            if (directive.Name.Value != "include" && directive.Name.Value != "skip")
            {
                continue;
            }

            var wanted = directive.Name.Value == "include";
            switch (directive.Arguments?.FirstOrDefault(argument => argument.Name.Value == "if")?.Value)
            {
                case GraphQLVariable variable:
                    var condition = new ShapeCondition(variable.Name.StringValue, wanted);
                    all.Add(condition);
                    break;
                case GraphQLBooleanValue constant when constant.BoolValue != wanted:
                    return null;
            }
        }

        return [.. all.Distinct()];
    }
}
