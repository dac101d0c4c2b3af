using System.Collections;
using System.Globalization;
using GraphQLParser.AST;

namespace Lintel.Schema.Shared.Limits;

/// <summary>Finds lists with too many items and objects with too many fields, in what stands in a document and in variables.</summary>
internal static class ListSizes
{
    /// <summary>Why variables are refused; null: every list and object in them is small enough.</summary>
    public static LimitError? Judge(IReadOnlyDictionary<string, object?>? variables, int most) =>
        variables is not null && variables.Values.Any(value => IsLarger(value, most)) ? TooMany(most) : null;

    /// <summary>Why a document is refused; null: every list and object in it is small enough.</summary>
    public static LimitError? Judge(GraphQLDocument document, int most) =>
        document.Definitions.OfType<GraphQLOperationDefinition>().Any(operation => IsLarger(operation.Variables, most))
        || document
            .Definitions.OfType<IHasSelectionSetNode>()
            .Any(definition => IsLarger((definition as IHasDirectivesNode)?.Directives, most) || IsLarger(definition.SelectionSet, most))
            ? TooMany(most)
            : null;

    private static LimitError TooMany(int most) =>
        new(LimitCodes.TooManyItems, string.Create(CultureInfo.InvariantCulture, $"A list has at most {most} items, and an object as many fields."));

    private static bool IsLarger(GraphQLVariablesDefinition? variables, int most) =>
        variables?.Items.Exists(variable => IsLarger(variable.DefaultValue, most) || IsLarger(variable.Directives, most)) == true;

    private static bool IsLarger(GraphQLSelectionSet? selections, int most) =>
        selections?.Selections.Exists(selection =>
            IsLarger((selection as IHasDirectivesNode)?.Directives, most)
            || IsLarger((selection as GraphQLField)?.Arguments, most)
            || IsLarger((selection as IHasSelectionSetNode)?.SelectionSet, most)
        ) == true;

    private static bool IsLarger(GraphQLDirectives? directives, int most) =>
        directives?.Items.Exists(directive => IsLarger(directive.Arguments, most)) == true;

    private static bool IsLarger(GraphQLArguments? arguments, int most) =>
        arguments?.Items.Exists(argument => IsLarger(argument.Value, most)) == true;

    private static bool IsLarger(GraphQLValue? value, int most) =>
        value switch
        {
            GraphQLListValue { Values: { } items } => items.Count > most || items.Exists(item => IsLarger(item, most)),
            GraphQLObjectValue { Fields: { } fields } => fields.Count > most || fields.Exists(field => IsLarger(field.Value, most)),
            _ => false,
        };

    private static bool IsLarger(object? value, int most) =>
        value switch
        {
            string => false,
            IReadOnlyDictionary<string, object?> fields => fields.Count > most || fields.Values.Any(field => IsLarger(field, most)),
            ICollection items => items.Count > most || items.Cast<object?>().Any(item => IsLarger(item, most)),
            _ => false,
        };
}
