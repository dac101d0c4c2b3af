using System.Collections;
using System.Globalization;

namespace Lintel.Schema.Shared.Reading;

/// <summary>
/// A value that stands in a variable of the operation: where it stands, not what it is. A plan that does not depend on what it is leaves it
/// open, so that it serves the next request too.
/// </summary>
/// <param name="Variable">The variable's name.</param>
/// <param name="Path">Keys and indexes from the variable's value down to this one; empty: it is the variable itself.</param>
internal sealed record VariableValue(string Variable, IReadOnlyList<object> Path)
{
    public object? Of(ReadInputs inputs)
    {
        var value = inputs.Variable(Variable);
        foreach (var step in Path)
        {
            value = step is int index ? ((IList)value!)[index] : ((IDictionary<string, object?>)value!)[(string)step]; // of the shape the plan was made for
        }

        return value;
    }

    /// <summary>
    /// A variable's value as a plan sees it: objects and lists as they are, what they hold left open. Null is null to a plan, since SQL treats
    /// it differently.
    /// </summary>
    public static object? Opened(string variable, object? value) => Opened(variable, value, []);

    private static object? Opened(string variable, object? value, IReadOnlyList<object> path) =>
        value switch
        {
            null => null,
            IDictionary<string, object?> input => input.ToDictionary(
                entry => entry.Key,
                entry => Opened(variable, entry.Value, [.. path, entry.Key]),
                StringComparer.Ordinal
            ),
            IList list => Enumerable.Range(0, list.Count).Select(i => Opened(variable, list[i], [.. path, i])).ToList(),
            _ => new VariableValue(variable, path),
        };

    public override string ToString() => string.Join('.', [Variable, .. Path.Select(step => Convert.ToString(step, CultureInfo.InvariantCulture))]);
}
