namespace Lintel.Client;

/// <summary>
/// A value of a GraphQL enum as the server sent it. A value that a newer server added arrives as the enum's
/// <c>Unknown</c> member with its name kept, so nothing is lost when it is stored or passed on.
/// Converts to and from the enum, so <c>deal.Stage == DealStage.Signed</c> works; <c>switch</c> over <see cref="Value"/>.
/// </summary>
/// <typeparam name="T">The generated enum.</typeparam>
/// <param name="Value">The value, or the enum's unknown member (its zero).</param>
/// <param name="Name">The name in the graph, in SCREAMING_SNAKE_CASE.</param>
public readonly record struct EnumValue<T>(T Value, string Name)
    where T : struct, Enum
{
    /// <summary>False when this client was generated before the value existed.</summary>
    public bool IsKnown => !EqualityComparer<T>.Default.Equals(Value, default);

    /// <summary>The plain enum value.</summary>
    public static implicit operator T(EnumValue<T> value) => value.Value;

    /// <summary>The name in the graph.</summary>
    public override string ToString() => Name;
}
