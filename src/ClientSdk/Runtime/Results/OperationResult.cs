using System.Text.Json;

namespace Lintel.Client;

internal sealed class OperationResult<T> : IOperationResult<T>
    where T : class
{
    public T? Data { get; init; }

    public IReadOnlyList<ClientError> Errors { get; init; } = [];

    public IReadOnlyDictionary<string, JsonElement> Extensions { get; init; } = new Dictionary<string, JsonElement>(StringComparer.Ordinal);

    public static OperationResult<T> Failed(string code, string message, Exception? cause = null) =>
        new()
        {
            Errors =
            [
                new ClientError
                {
                    Code = code,
                    Message = message,
                    Exception = cause,
                },
            ],
        };
}
