using GraphQL;

namespace Lintel.Schema.Shared.Errors;

/// <summary>An argument is out of its limits.</summary>
internal sealed class BadArgumentError : ExecutionError
{
    public BadArgumentError(string message)
        : base(message) => Code = ErrorCodes.BadArgument;
}
