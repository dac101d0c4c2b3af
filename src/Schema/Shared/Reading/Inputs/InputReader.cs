using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace Lintel.Schema.Shared.Reading;

/// <summary>
/// Reads an argument as it stands in the document: literals coerced as the engine does, scalars in variables left open. The engine has found
/// all of it valid before.
/// </summary>
internal sealed class InputReader(PlanDialogue dialogue)
{
    /// <summary>The value of an argument; its default when it is absent.</summary>
    public object? Argument(QueryArgument declared, GraphQLField field)
    {
        var given = field.Arguments?.Items.Find(argument => argument.Name.Value == declared.Name);
        var value = given is null ? VariableValues.Absent : Read(declared.ResolvedType!, given.Value); // the schema is initialised
        return ReferenceEquals(value, VariableValues.Absent) ? declared.DefaultValue : value;
    }

    private object? Read(IGraphType type, GraphQLValue value)
    {
        type = type is NonNullGraphType { ResolvedType: { } inner } ? inner : type;
        return (value, type) switch
        {
            (GraphQLVariable variable, _) => dialogue.Variable(variable.Name.StringValue),
            (GraphQLNullValue, _) => null,
            (GraphQLListValue list, ListGraphType { ResolvedType: { } item }) => (list.Values ?? []).ConvertAll(one => Given(Read(item, one))),
            (_, ListGraphType { ResolvedType: { } item }) => new List<object?> { Read(item, value) },
            (GraphQLObjectValue input, IInputObjectGraphType inputType) => Object(inputType, input),
            _ => ExecutionHelper.CoerceValue(type, value, (Variables?)null).Value,
        };
    }

    private Dictionary<string, object?> Object(IInputObjectGraphType type, GraphQLObjectValue input)
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in type.Fields)
        {
            var given = input.Fields?.Find(one => one.Name.Value == field.Name);
            var value = given is null ? VariableValues.Absent : Read(field.ResolvedType!, given.Value); // the schema is initialised
            if (!ReferenceEquals(value, VariableValues.Absent))
            {
                members[field.Name] = value;
            }
            else if (field.DefaultValue is { } standard)
            {
                members[field.Name] = standard;
            }
        }

        return members;
    }

    /// <summary>In a list, what is not given is null.</summary>
    private static object? Given(object? value) => ReferenceEquals(value, VariableValues.Absent) ? null : value;
}
