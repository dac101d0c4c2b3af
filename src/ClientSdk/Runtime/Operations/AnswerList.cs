using System.Collections;

namespace Lintel.Client.Operations;

/// <summary>A list of an answer: as long as it is, and never changed.</summary>
internal sealed class AnswerList<T>(T[] items) : IReadOnlyList<T>
{
    public int Count => items.Length;

    public T this[int index] => items[index];

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();
}
