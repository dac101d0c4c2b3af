using System.Globalization;
using GraphQLParser.AST;

namespace Lintel.Client.Generator.Reading;

/// <summary>What the schema says of a field's price: <c>@cost</c>, <c>@listSize</c>, and the <c>@cost</c> of its arguments.</summary>
internal sealed record CostFacts(int? Weight, ListSizeFacts? Size, IReadOnlyList<(string Argument, int Weight)> Arguments)
{
    public static CostFacts None { get; } = new(null, null, []);

    /// <summary>The arguments that take a list: a single value of theirs, a number too, is a list of one.</summary>
    public IReadOnlyList<string> ListArguments { get; private init; } = [];

    public static CostFacts Of(GraphQLFieldDefinition field)
    {
        var size = Directive(field.Directives, "listSize");
        return new CostFacts(
            WeightOf(field.Directives),
            size is null
                ? null
                : new ListSizeFacts(Number(Value(size, "assumedSize")) ?? 0, Texts(size, "slicingArguments"), Texts(size, "sizedFields")),
            [
                .. (field.Arguments ?? Enumerable.Empty<GraphQLInputValueDefinition>())
                    .Select(argument => (argument.Name.StringValue, Weight: WeightOf(argument.Directives)))
                    .Where(argument => argument.Weight is not null)
                    .Select(argument => (argument.StringValue, argument.Weight ?? 0)),
            ]
        )
        {
            ListArguments =
            [
                .. (field.Arguments ?? Enumerable.Empty<GraphQLInputValueDefinition>())
                    .Where(argument => (argument.Type is GraphQLNonNullType required ? required.Type : argument.Type) is GraphQLListType)
                    .Select(argument => argument.Name.StringValue),
            ],
        };
    }

    /// <summary>The same for two types' fields of one name, so that they need not be told apart.</summary>
    public bool IsSame(CostFacts other) =>
        Weight == other.Weight
        && Arguments.SequenceEqual(other.Arguments)
        && ListArguments.SequenceEqual(other.ListArguments, StringComparer.Ordinal)
        && (Size is null) == (other.Size is null)
        && (Size is null || Size.IsSame(other.Size!)); // both are there, by the line before

    private static int? WeightOf(GraphQLDirectives? directives) =>
        Directive(directives, "cost") is { } cost ? (int)(Number(Value(cost, "weight")) ?? 0) : null;

    private static GraphQLDirective? Directive(GraphQLDirectives? directives, string name) =>
        directives?.FirstOrDefault(directive => directive.Name.Value == name);

    private static GraphQLValue? Value(GraphQLDirective directive, string argument) =>
        directive.Arguments?.FirstOrDefault(candidate => candidate.Name.Value == argument)?.Value;

    private static long? Number(GraphQLValue? value) =>
        value switch
        {
            GraphQLIntValue number => long.Parse(number.Value.Span, CultureInfo.InvariantCulture),
            GraphQLStringValue text => (long)double.Parse(text.Value.Span, CultureInfo.InvariantCulture),
            _ => null,
        };

    private static List<string> Texts(GraphQLDirective directive, string argument) =>
        Value(directive, argument) switch
        {
            GraphQLListValue list => [.. (list.Values ?? []).OfType<GraphQLStringValue>().Select(value => value.Value.ToString())],
            GraphQLStringValue single => [single.Value.ToString()],
            _ => [],
        };
}

internal sealed record ListSizeFacts(long Assumed, IReadOnlyList<string> Slicing, IReadOnlyList<string> Sized)
{
    public bool IsSame(ListSizeFacts other) =>
        Assumed == other.Assumed
        && Slicing.SequenceEqual(other.Slicing, StringComparer.Ordinal)
        && Sized.SequenceEqual(other.Sized, StringComparer.Ordinal);
}
