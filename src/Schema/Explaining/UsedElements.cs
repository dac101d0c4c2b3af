using System.Collections;
using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;
using Lintel.Schema.Shared;
using Lintel.Schema.Shared.Access;

namespace Lintel.Schema.Explaining;

/// <summary>One element an operation uses; no element: the schema that was searched has none of this name.</summary>
internal sealed record UsedElement(string Coordinate, IProvideMetadata? Element, INamedType? Rows);

/// <summary>
/// Finds what an operation uses of a schema: fields, arguments, input fields (in literals, variables and defaults), types. Each once, in the
/// order of the document.
/// </summary>
internal sealed class UsedElements
{
    private readonly ISchema _schema;
    private readonly GraphQLDocument _document;
    private readonly Inputs _variables;
    private readonly Dictionary<string, UsedElement> _found = new(StringComparer.Ordinal);
    private readonly HashSet<string> _spread = new(StringComparer.Ordinal);

    private UsedElements(ISchema schema, GraphQLDocument document, Inputs variables) =>
        (_schema, _document, _variables) = (schema, document, variables);

    public static IReadOnlyCollection<UsedElement> Of(
        ISchema schema,
        GraphQLDocument document,
        GraphQLOperationDefinition operation,
        Inputs variables
    )
    {
        var used = new UsedElements(schema, document, variables);
        used.Visit(operation);
        return used._found.Values;
    }

    private void Visit(GraphQLOperationDefinition operation)
    {
        foreach (var variable in operation.Variables?.Items ?? [])
        {
            if (Type(Named(variable.Type)) is { } type)
            {
                Value(variable.DefaultValue, type);
            }
        }

        IObjectGraphType? root = operation.Operation switch
        {
            OperationType.Query => _schema.Query,
            OperationType.Mutation => _schema.Mutation,
            OperationType.Subscription => _schema.Subscription,
        };
        if (root is null)
        {
            Add(operation.Operation.ToString(), null, null);
            return;
        }

        Visit(operation.SelectionSet, root);
    }

    private void Visit(GraphQLSelectionSet? selections, INamedType type)
    {
        foreach (var selection in selections?.Selections ?? [])
        {
            switch (selection)
            {
                case GraphQLField field when !field.Name.StringValue.StartsWith("__", StringComparison.Ordinal):
                    Visit(field, type);
                    break;
                case GraphQLInlineFragment inline:
                    Narrowed(inline.SelectionSet, inline.TypeCondition, type);
                    break;
                case GraphQLFragmentSpread spread
                    when _spread.Add(spread.FragmentName.Name.StringValue) && _document.Fragment(spread.FragmentName.Name) is { } fragment:
                    Narrowed(fragment.SelectionSet, fragment.TypeCondition, type);
                    break;
            }
        }
    }

    private void Narrowed(GraphQLSelectionSet selections, GraphQLTypeCondition? condition, INamedType type)
    {
        var narrowed = condition is null ? type : Type(condition.Type);
        if (narrowed is not null)
        {
            Visit(selections, narrowed);
        }
    }

    private void Visit(GraphQLField field, INamedType type)
    {
        var coordinate = $"{type.Name}.{field.Name.StringValue}";
        if ((type as IComplexGraphType)?.GetField(field.Name.Value) is not { } definition)
        {
            Add(coordinate, null, null);
            return;
        }

        var result = (INamedType)definition.ResolvedType!.GetNamedType(); // the schema is initialised
        Add(coordinate, definition, type.Name is "Query" or "Reports" ? result : type);
        foreach (var argument in field.Arguments?.Items ?? [])
        {
            var known = definition.Arguments?.Find(argument.Name.Value);
            Add($"{coordinate}({argument.Name.StringValue}:)", known, null);
            if (known is not null)
            {
                Value(argument.Value, known.ResolvedType!); // the schema is initialised
            }
        }

        // Types without a rule of their own are only ways to rows.
        if (result is IObjectGraphType { Name: var name } rows && rows.Rule() is not null && field.SelectionSet is not null)
        {
            Add(name, rows, rows);
        }

        Visit(field.SelectionSet, result);
    }

    private void Value(GraphQLValue? value, IGraphType type)
    {
        switch (value)
        {
            case GraphQLVariable variable when _variables.TryGetValue(variable.Name.StringValue, out var given):
                Value(given, type);
                break;
            case GraphQLListValue list:
                list.Values?.ForEach(item => Value(item, type));
                break;
            case GraphQLObjectValue input:
                foreach (var field in input.Fields ?? [])
                {
                    if (InputField(field.Name.StringValue, type) is { } known)
                    {
                        Value(field.Value, known.ResolvedType!); // the schema is initialised
                    }
                }

                break;
        }
    }

    private void Value(object? value, IGraphType type)
    {
        switch (value)
        {
            case IDictionary<string, object?> input:
                foreach (var (name, inner) in input)
                {
                    if (InputField(name, type) is { } known)
                    {
                        Value(inner, known.ResolvedType!); // the schema is initialised
                    }
                }

                break;
            case IEnumerable list and not string:
                foreach (var item in list)
                {
                    Value(item, type);
                }

                break;
        }
    }

    private FieldType? InputField(string name, IGraphType type)
    {
        if (type.GetNamedType() is not IInputObjectGraphType input)
        {
            return null;
        }

        var known = input.GetField(name);
        Add($"{input.Name}.{name}", known, input);
        return known;
    }

    /// <summary>A type the document names; null, and noted, when there is none.</summary>
    private INamedType? Type(GraphQLNamedType asked)
    {
        var type = (INamedType?)_schema.AllTypes[asked.Name.Value];
        if (type is null or IObjectGraphType)
        {
            Add(asked.Name.StringValue, type as IProvideMetadata, type);
        }

        return type;
    }

    private IGraphType? Type(string name) => Type(new GraphQLNamedType(new GraphQLName(name))) as IGraphType;

    private static string Named(GraphQLType type) =>
        type switch
        {
            GraphQLNonNullType { Type: var inner } => Named(inner),
            GraphQLListType { Type: var inner } => Named(inner),
            _ => ((GraphQLNamedType)type).Name.StringValue,
        };

    private void Add(string coordinate, IProvideMetadata? element, INamedType? rows) =>
        _found.TryAdd(coordinate, new UsedElement(coordinate, element, rows));
}
