using GraphQL.Types;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Deprecating;
using Lintel.Schema.Shared.Reading;
using Lintel.Schema.Shared.Scalars;

namespace Lintel.Schema.Shared.Declaring;

/// <summary>The <c>where</c> and <c>order</c> inputs, generated from the declared fields.</summary>
internal sealed class FilterInputs(DeclaredGraph graph)
{
    private readonly Dictionary<string, InputObjectGraphType> _inputs = new(StringComparer.Ordinal);

    public static EnumerationGraphType SortDirectionType { get; } = CreateSortDirection();

    public IGraphType WhereOf(EntityType type) => Once($"{type.Name}FilterInput", input => BuildWhere(type, input));

    /// <summary>The input of <c>order</c>; null when nothing can be ordered by.</summary>
    public IGraphType? OrderOf(EntityType type) =>
        type.Fields.Any(field => field.CanOrder)
            ? Once(
                $"{type.Name}OrderInput",
                input =>
                {
                    input.IsOneOf = true;
                    input.Description = $"One field to sort {type.Name} rows by; give exactly one. Nulls come last.";
                    foreach (var field in type.Fields.Where(field => field.CanOrder))
                    {
                        input
                            .AddField(
                                new FieldType
                                {
                                    Name = field.Name,
                                    ResolvedType = SortDirectionType,
                                    Description = $"By {field.Name}: {field.Description}",
                                }
                            )
                            .UsableBy(field.Access)
                            .DeprecatedBy(field.Deprecation);
                    }
                }
            )
            : null;

    private void BuildWhere(EntityType type, InputObjectGraphType input)
    {
        input.Description = $"Conditions on {type.Name} rows; all given ones must hold. Values you may not see count as null.";
        Add(input, "and", new ListGraphType(new NonNullGraphType(input)), "All of these hold.", AccessRule.WithRow);
        Add(input, "or", new ListGraphType(new NonNullGraphType(input)), "At least one of these holds.", AccessRule.WithRow);
        Add(input, "not", input, "This does not hold.", AccessRule.WithRow);
        foreach (var element in type.Elements)
        {
            switch (element)
            {
                case FieldDeclaration { CanFilter: true } field:
                    Add(input, field.Name, ComparisonsOf(field.Kind), field.Description, field.Access, field.Deprecation);
                    break;
                case ReferenceDeclaration reference:
                    Add(
                        input,
                        reference.Name,
                        WhereOf(graph.For(reference.Target)),
                        $"The {reference.Name} meets this.",
                        reference.Access,
                        reference.Deprecation
                    );
                    break;
                case CollectionDeclaration collection:
                    Add(
                        input,
                        collection.Name,
                        QuantifiersOf(graph.For(collection.Target)),
                        $"On the {collection.Name} you may see.",
                        collection.Access,
                        collection.Deprecation
                    );
                    break;
            }
        }
    }

    private IGraphType QuantifiersOf(EntityType target) =>
        Once(
            $"{target.Name}ListFilterInput",
            input =>
            {
                input.Description = $"Conditions on a list of {target.Name} rows, as far as you may see them.";
                Add(input, "some", WhereOf(target), "At least one row meets this.", AccessRule.WithRow);
                Add(input, "none", WhereOf(target), "No row meets this.", AccessRule.WithRow);
                Add(input, "all", WhereOf(target), "Every row meets this (also when there is none).", AccessRule.WithRow);
                Add(input, "any", ScalarTypes.Boolean, "true: there is a row; false: there is none.", AccessRule.WithRow);
            }
        );

    private IGraphType ComparisonsOf(ValueKind kind)
    {
        var element = kind is FlagsKind flags ? flags.Element : kind.GraphType;
        return Once(
            $"{(kind is ProtectedTextKind ? "Protected" : "")}{((INamedType)element).Name}{(kind is FlagsKind ? "Set" : "")}FilterInput",
            input =>
            {
                input.Description =
                    kind is ProtectedTextKind
                        ? "Comparisons of personal data, which is stored sealed: equality only; all given ones must hold."
                        : $"Comparisons of a {((INamedType)element).Name}; all given ones must hold.";
                var list = new ListGraphType(new NonNullGraphType(element));
                if (kind.Operators.HasFlag(FilterOperators.Equality))
                {
                    Add(input, "eq", element, "Equal; null: is missing.", AccessRule.WithRow);
                    Add(input, "neq", element, "Not equal (a missing value is not equal); null: is there.", AccessRule.WithRow);
                }

                if (kind.Operators.HasFlag(FilterOperators.Sets))
                {
                    Add(input, "in", list, "One of these; a filter has at most 1000 such values in all.", AccessRule.WithRow);
                    Add(input, "nin", list, "None of these (a missing value is none of them).", AccessRule.WithRow);
                }

                if (kind.Operators.HasFlag(FilterOperators.Ranges))
                {
                    Add(input, "gt", element, "Greater than.", AccessRule.WithRow);
                    Add(input, "gte", element, "Greater than or equal.", AccessRule.WithRow);
                    Add(input, "lt", element, "Less than.", AccessRule.WithRow);
                    Add(input, "lte", element, "Less than or equal.", AccessRule.WithRow);
                }

                if (kind.Operators.HasFlag(FilterOperators.Text))
                {
                    Add(input, "contains", element, "Contains this text, letter case ignored.", AccessRule.WithRow);
                    Add(input, "startsWith", element, "Starts with exactly this text.", AccessRule.WithRow);
                }

                if (kind.Operators.HasFlag(FilterOperators.Flags))
                {
                    Add(input, "all", list, "Has all of these.", AccessRule.WithRow);
                    Add(input, "any", list, "Has at least one of these.", AccessRule.WithRow);
                }
            }
        );
    }

    private static void Add(
        InputObjectGraphType input,
        string name,
        IGraphType type,
        string description,
        AccessRule access,
        Deprecation? deprecation = null
    ) =>
        input
            .AddField(
                new FieldType
                {
                    Name = name,
                    ResolvedType = type,
                    Description = description,
                }
            )
            .UsableBy(access)
            .DeprecatedBy(deprecation);

    private InputObjectGraphType Once(string name, Action<InputObjectGraphType> build)
    {
        if (!_inputs.TryGetValue(name, out var input))
        {
            _inputs[name] = input = new InputObjectGraphType { Name = name };
            build(input);
        }

        return input;
    }

    private static EnumerationGraphType CreateSortDirection()
    {
        var type = new EnumerationGraphType { Name = "SortDirection", Description = "Which way to sort. Nulls come last either way." };
        type.Add(new EnumValueDefinition("ASC", SortDirection.Asc) { Description = "Smallest first." });
        type.Add(new EnumValueDefinition("DESC", SortDirection.Desc) { Description = "Largest first." });
        return type;
    }
}
