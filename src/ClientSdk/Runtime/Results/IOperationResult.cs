using System.Text.Json;

namespace Lintel.Client;

/// <summary>The answer to an operation. Data and errors can come together: a field that failed is null and has an error with its path.</summary>
/// <typeparam name="T">The generated type of the operation's data.</typeparam>
public interface IOperationResult<out T>
    where T : class
{
    /// <summary>The data; null when the operation did not run or failed as a whole.</summary>
    T? Data { get; }

    /// <summary>The errors; empty when all went well. Refusals that a mutation expects are in its payload, not here.</summary>
    IReadOnlyList<ClientError> Errors { get; }

    /// <summary>Everything under the answer's <c>extensions</c>, for example <c>cost</c>.</summary>
    IReadOnlyDictionary<string, JsonElement> Extensions { get; }
}
