using System.Text.Json;

namespace Lintel.Client.Operations;

/// <summary>
/// How a subscription finds the place where it was. The generator makes one when the operation selects <c>position</c>, or <c>sequence</c>, and has an
/// <c>after</c> variable.
/// </summary>
/// <typeparam name="T">The type of the subscription's data.</typeparam>
/// <param name="positionOf">The place of an item as text: <c>123</c>, or <c>123.part</c> where several items share a number; null when it has none.</param>
/// <param name="variablesAfter">
/// The variables of the subscription that starts behind a place. The second argument is false once all that a snapshot told was received.
/// </param>
public sealed class ResumePoint<T>(Func<T, string?> positionOf, Func<string, bool, Action<Utf8JsonWriter>> variablesAfter)
    where T : class
{
    /// <summary>False when only the sequence is selected, which several items can share.</summary>
    public bool IsExact { get; init; } = true;

    internal string? PositionOf(T data) => positionOf(data);

    internal Action<Utf8JsonWriter> VariablesAfter(string position, bool isInSnapshot) => variablesAfter(position, isInSnapshot);
}
