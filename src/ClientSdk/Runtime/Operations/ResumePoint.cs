using System.Text.Json;

namespace Lintel.Client.Operations;

/// <summary>How a subscription finds the place where it was: the generator makes one when the operation selects <c>sequence</c> and has an <c>after</c> variable.</summary>
/// <typeparam name="T">The type of the subscription's data.</typeparam>
/// <param name="sequenceOf">The position of an event; null when it has none.</param>
/// <param name="variablesAfter">The variables of the subscription that starts behind a position.</param>
public sealed class ResumePoint<T>(Func<T, long?> sequenceOf, Func<long, Action<Utf8JsonWriter>> variablesAfter)
    where T : class
{
    internal long? SequenceOf(T data) => sequenceOf(data);

    internal Action<Utf8JsonWriter> VariablesAfter(long sequence) => variablesAfter(sequence);
}
