using Lintel.Schema.Shared.Nodes;

namespace Lintel.Schema.Shared.Mutating;

/// <summary>The global id of a row of <typeparamref name="T"/> in an input.</summary>
internal readonly record struct Ref<T>(string Text)
    where T : class
{
    /// <summary>A reference to the row with a key, where there is one.</summary>
    public static Ref<T>? To(Guid? key) => key is { } id ? new Ref<T>(GlobalId.Encode(typeof(T).Name, id)) : null;

    /// <summary>The key; null when the text is no id, or one of another type.</summary>
    public Guid? Key =>
        GlobalId.TryDecode(Text, out var type, out var id) && string.Equals(type, typeof(T).Name, StringComparison.Ordinal) ? id : null;
}

/// <summary>Money in an input: a Decimal in yuan, kept in fen.</summary>
internal readonly record struct Money(long Fen);

/// <summary>Area in an input: a Decimal in ㎡, kept in dm².</summary>
internal readonly record struct Area(int Dm2);

/// <summary>A Decimal in an input that is neither money nor area, kept in hundredths.</summary>
internal readonly record struct Hundredths(long Count);

/// <summary>What every mutation takes.</summary>
internal abstract record MutationInput
{
    [System.ComponentModel.Description(
        "Makes a retry safe: the same key with the same input has one effect and one answer, however often it is sent. 1 to 100 characters, unique to the caller and the mutation, kept for 7 days (Lintel:Retention:IdempotencyKeys)."
    )]
    public string? IdempotencyKey { get; init; }

    [System.ComponentModel.Description("Checks everything and reports the errors and the events it would write, but changes nothing.")]
    public bool DryRun { get; init; }
}

/// <summary>What every mutation of something that exists takes.</summary>
internal abstract record ChangeInput : MutationInput
{
    [System.ComponentModel.Description(
        "The version you read. If the object has moved on, nothing is written and the error is a StaleVersion, with the object as it is now. Null: do not check."
    )]
    public long? ExpectedVersion { get; init; }
}
