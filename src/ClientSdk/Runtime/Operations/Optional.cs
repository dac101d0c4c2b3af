namespace Lintel.Client.Operations;

/// <summary>A value of an input that may be left out: unset is not the same as null.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public readonly record struct Optional<T>
{
    /// <summary>Sets the value, also to null.</summary>
    public Optional(T value)
    {
        Value = value;
        IsSet = true;
    }

    /// <summary>True once the value was given.</summary>
    public bool IsSet { get; }

    /// <summary>The value; the default of its type while it is unset.</summary>
    public T? Value { get; }
}
