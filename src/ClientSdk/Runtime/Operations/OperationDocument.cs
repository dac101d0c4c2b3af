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
/// <param name="hash">The SHA-256 of the text in lower-case hex, the name of the document where documents are persisted.</param>
/// <param name="text">The document.</param>
/// <param name="shape">Makes what prices and the store have to know of it; called at most once, and only when it is needed.</param>
public sealed class OperationDocument(string name, OperationKind kind, string hash, string text, Func<OperationShape> shape)
{
    private readonly Lazy<OperationShape> _shape = new(shape);
    private readonly Lazy<JsonEncodedText> _encoded = new(() => JsonEncodedText.Encode(text));

    /// <summary>The operation's name.</summary>
    public string Name { get; } = name;

    /// <summary>What kind of operation it is.</summary>
    public OperationKind Kind { get; } = kind;

    /// <summary>The SHA-256 of the text in lower-case hex.</summary>
    public string Hash { get; } = hash;

    /// <summary>The document.</summary>
    public string Text { get; } = text;

    /// <summary>What the operation selects.</summary>
    public OperationShape Shape => _shape.Value;

    internal JsonEncodedText EncodedText => _encoded.Value;
}
