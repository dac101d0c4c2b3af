using GraphQL.Execution;

namespace Lintel.Schema.Shared.Limits;

/// <summary>The document is larger than it may be; nothing of it was validated or run.</summary>
internal sealed class LimitError : RequestError
{
    public LimitError(string code, string message)
        : base(message) => Code = code;
}
