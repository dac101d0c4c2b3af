using System.Text.Json;

namespace Lintel.Client;

/// <summary>One error of an operation: from the server's <c>errors</c>, or made by the client when no answer could be had.</summary>
public sealed record ClientError
{
    /// <summary>The code of errors that arise in the client: no usable answer came over the network.</summary>
    public const string TransportCode = "CLIENT_TRANSPORT";

    /// <summary>The code of errors that arise in the client: an answer came but does not fit the operation.</summary>
    public const string ResponseCode = "CLIENT_RESPONSE";

    /// <summary>What went wrong, for people.</summary>
    public required string Message { get; init; }

    /// <summary>The stable code (<c>extensions.code</c>), for programs; null when the server gave none.</summary>
    public string? Code { get; init; }

    /// <summary>The way to the failing field: names as strings, list positions as integers; empty when it concerns the whole operation.</summary>
    public IReadOnlyList<object> Path { get; init; } = [];

    /// <summary>Everything under the error's <c>extensions</c>.</summary>
    public IReadOnlyDictionary<string, JsonElement> Extensions { get; init; } = new Dictionary<string, JsonElement>(StringComparer.Ordinal);

    /// <summary>The cause, when the error arose in the client.</summary>
    public Exception? Exception { get; init; }
}
