using System.Collections;
using Lintel.Data;
using Lintel.Schema.Shared.Reading;

namespace Lintel.Schema.Shared.Costing;

/// <summary>
/// The price of one operation: a tree of numbers and of the variables they depend on, made once for a document. Whatever depends on no variable is one
/// number.
/// </summary>
internal sealed class OperationPrice(PricedSelection selection)
{
    /// <summary>The price for the variables of a request, coerced and with their defaults; a variable that is not given is as one that is null.</summary>
    public long Of(VariableValues variables) => selection.Of(variables);

    public static long Add(long one, long other) => Math.Min(one + other, CostLimits.MostPoints);

    public static long Times(long one, long other) =>
        one == 0 || other == 0 ? 0
        : one > CostLimits.MostPoints / other ? CostLimits.MostPoints
        : one * other;
}

/// <summary>What is selected of an object: for each type that it can be of its fields. It is priced as the dearest.</summary>
internal sealed class PricedSelection(IReadOnlyList<IReadOnlyList<PricedField>> types)
{
    private readonly (long Fixed, PricedField[] Open)[] _types =
    [
        .. types.Select(fields =>
            (
                fields.Where(field => field.Fixed is not null).Aggregate(0L, (sum, field) => OperationPrice.Add(sum, field.Fixed!.Value)), // asked for before
                fields.Where(field => field.Fixed is null).ToArray()
            )
        ),
    ];

    /// <summary>The price where it depends on no variable.</summary>
    public long? Fixed => Array.TrueForAll(_types, type => type.Open.Length == 0) ? Of(VariableValues.None) : null;

    public long Of(VariableValues variables)
    {
        var dearest = 0L;
        foreach (var (price, open) in _types)
        {
            var sum = price;
            foreach (var field in open)
            {
                sum = OperationPrice.Add(sum, field.Of(variables));
            }

            dearest = Math.Max(dearest, sum);
        }

        return dearest;
    }
}

/// <summary>One field under one response key.</summary>
internal sealed class PricedField
{
    private readonly PricedSize _size;
    private readonly long _weight;
    private readonly PricedSelection? _selection;
    private readonly PricedArgument[] _arguments;
    private readonly Inclusion _inclusion;

    public PricedField(long weight, PricedSize size, PricedArgument[] arguments, PricedSelection? selection, Inclusion inclusion)
    {
        (_weight, _size, _arguments, _selection, _inclusion) = (weight, size, arguments, selection, inclusion);
        if (
            inclusion.IsAlways
            && size.Variables.Count == 0
            && Array.TrueForAll(arguments, argument => argument.Variable is null)
            && selection is null or { Fixed: not null }
        )
        {
            Fixed = Compute(VariableValues.None);
        }
    }

    /// <summary>The price where it depends on no variable.</summary>
    public long? Fixed { get; }

    public long Of(VariableValues variables) => _inclusion.Holds(variables) ? Compute(variables) : 0;

    private long Compute(VariableValues variables)
    {
        var each = OperationPrice.Add(_weight, _selection?.Of(variables) ?? 0);
        var price = OperationPrice.Times(_size.Of(variables), each);
        foreach (var argument in _arguments)
        {
            price = OperationPrice.Add(price, argument.Variable is null || IsGiven(variables[argument.Variable]) ? argument.Weight : 0);
        }

        return price;
    }

    public static bool IsGiven(object? value) => value is not null && !ReferenceEquals(value, VariableValues.Absent);
}

/// <summary>An argument that adds to the price where it is given.</summary>
/// <param name="Weight">By how much.</param>
/// <param name="Variable">The variable that it stands in; null: it is given.</param>
internal sealed record PricedArgument(int Weight, string? Variable);

/// <summary>How many items: the greatest number that is given, or else the assumed one.</summary>
/// <param name="Assumed">Where none is given.</param>
/// <param name="Given">The greatest that stands in the document; null: none does.</param>
/// <param name="Variables">The variables that say how many.</param>
internal sealed record PricedSize(long Assumed, long? Given, IReadOnlyList<string> Variables)
{
    /// <summary>It is no list.</summary>
    public static PricedSize One { get; } = new(1, null, []);

    public long Of(VariableValues variables)
    {
        var size = Given;
        for (var i = 0; i < Variables.Count; i++)
        {
            if (NumberOf(variables[Variables[i]]) is { } number && (size is null || number > size))
            {
                size = number;
            }
        }

        return Math.Max(0, size ?? Assumed);
    }

    private static long? NumberOf(object? value) =>
        value switch
        {
            int number => number,
            long number => number,
            IList items => items.Count,
            _ => null,
        };
}

/// <summary>When a field is there: in one of its places all conditions around it hold.</summary>
internal sealed record Inclusion(IReadOnlyList<IReadOnlyList<Condition>> Places)
{
    public bool IsAlways { get; } = Places.Any(place => place.Count == 0);

    public bool Holds(VariableValues variables)
    {
        if (IsAlways)
        {
            return true;
        }

        foreach (var place in Places)
        {
            var holds = true;
            for (var i = 0; holds && i < place.Count; i++)
            {
                holds = (variables[place[i].Variable] is true) == place[i].IsTrue;
            }

            if (holds)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A <c>@skip</c> or <c>@include</c> by a variable.</summary>
/// <param name="Variable">Which.</param>
/// <param name="IsTrue">What it must be for the selection to be there.</param>
internal readonly record struct Condition(string Variable, bool IsTrue);
