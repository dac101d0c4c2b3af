using System.Text.Json;
using Lintel.Client.Operations;

namespace Lintel.Client.Costs;

/// <summary>Prices an operation without asking the server, by the rules of the platform's cost page; the server comes to the same number.</summary>
internal sealed class OperationPrice
{
    /// <summary>Sums stay there: the greatest integer that every JSON reader keeps exactly.</summary>
    private const long Most = 9_007_199_254_740_991;

    /// <summary>The items of a list of objects of which the schema says nothing.</summary>
    private const long UnknownListSize = 10;

    private readonly RequestVariables _variables;

    private OperationPrice(RequestVariables variables) => _variables = variables;

    public static long Of(OperationShape shape, RequestVariables variables) =>
        new OperationPrice(variables).OfObject(shape.Fields, shape.RootType, isAbstract: false, sized: null);

    /// <param name="fields">What is selected.</param>
    /// <param name="type">The type of the object.</param>
    /// <param name="isAbstract">It is an interface or union: the dearest type counts.</param>
    /// <param name="sized">The list size that the field above gives to fields below it.</param>
    private long OfObject(IReadOnlyList<FieldShape> fields, string type, bool isAbstract, (IReadOnlyList<string> Names, long Size)? sized)
    {
        if (!isAbstract)
        {
            return OfType(fields, type, sized);
        }

        // A type that no selection names costs what is selected of all.
        var dearest = OfType(fields, type: null, sized);
        foreach (var named in fields.SelectMany(field => field.On ?? []).Distinct(StringComparer.Ordinal))
        {
            dearest = Math.Max(dearest, OfType(fields, named, sized));
        }

        return dearest;
    }

    private long OfType(IReadOnlyList<FieldShape> fields, string? type, (IReadOnlyList<string> Names, long Size)? sized)
    {
        var sum = 0L;
        var responses = fields
            .Where(field => (field.On is null || (type is not null && field.On.Contains(type, StringComparer.Ordinal))) && _variables.Meet(field.If))
            .GroupBy(field => field.As, StringComparer.Ordinal);
        foreach (var response in responses)
        {
            List<FieldShape> places = [.. response];
            sum = Add(sum, OfField(places[0], places, sized));
        }

        return sum;
    }

    private long OfField(FieldShape field, List<FieldShape> places, (IReadOnlyList<string> Names, long Size)? sized)
    {
        var sum = 0L;
        foreach (var argument in field.Arguments)
        {
            sum = Add(sum, IsGiven(argument) ? argument.Weight : 0);
        }

        var size = field.Size is { } list ? SizeOf(field, list) : UnknownListSize;
        var below = field.Size is { Sized.Count: > 0 } sizes ? (sizes.Sized, size) : ((IReadOnlyList<string>, long)?)null;
        IReadOnlyList<FieldShape> selected = places.Count == 1 ? field.Fields : [.. places.SelectMany(place => place.Fields)];
        var each = Add(field.Weight, field.Type is { } type ? OfObject(selected, type, field.IsAbstract, below) : 0);
        if (!field.IsList)
        {
            return Add(sum, each);
        }

        var items =
            sized is { } given && given.Names.Contains(field.Name, StringComparer.Ordinal) ? given.Size
            : field.Size is { Sized.Count: 0 } ? size
            : UnknownListSize;
        return Add(sum, Multiply(items, each));
    }

    private long SizeOf(FieldShape field, ListSizeShape list)
    {
        long? greatest = null;
        foreach (var argument in field.Arguments)
        {
            if (list.Slicing.Contains(argument.Name, StringComparer.Ordinal) && IsGiven(argument))
            {
                greatest = Math.Max(greatest ?? 0, argument.Variable is { } name ? SizeOf(_variables[name]) : argument.Size);
            }
        }

        return Math.Max(0, greatest ?? list.Assumed);
    }

    private static long SizeOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => value.GetArrayLength(),
            JsonValueKind.Number when value.TryGetInt64(out var number) => number,
            _ => 1,
        };

    private bool IsGiven(ArgumentShape argument) =>
        argument.Variable is { } name
            ? _variables[name].ValueKind != JsonValueKind.Null
            : !string.Equals(argument.Text, "null", StringComparison.Ordinal);

    private static long Add(long one, long other) => Math.Min(one + other, Most);

    private static long Multiply(long one, long other) =>
        one == 0 || other == 0 ? 0
        : one > Most / other ? Most
        : one * other;
}
