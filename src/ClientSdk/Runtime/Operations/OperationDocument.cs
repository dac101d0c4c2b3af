using System.Text.Json;

namespace Lintel.Client.Operations;

/// <summary>Which of the three kinds an operation is.</summary>
public enum OperationKind
{
    /// <summary>Reads.</summary>
    Query,

    /// <summary>Changes.</summary>
    Mutation,

    /// <summary>Follows events.</summary>
    Subscription,
}

/// <summary>The text of one operation with the fragments it uses, as it is sent.</summary>
/// <param name="name">The operation's name.</param>
/// <param name="kind">What kind of operation it is.</param>
/// <param name="text">The document.</param>
public sealed class OperationDocument(string name, OperationKind kind, string text)
{
    /// <summary>The operation's name.</summary>
    public string Name { get; } = name;

    /// <summary>What kind of operation it is.</summary>
    public OperationKind Kind { get; } = kind;

    /// <summary>The document.</summary>
    public string Text { get; } = text;

    internal JsonEncodedText EncodedText { get; } = JsonEncodedText.Encode(text);
}
