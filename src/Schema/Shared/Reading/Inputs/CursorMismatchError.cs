using GraphQL;
using Lintel.Schema.Shared.Errors;

namespace Lintel.Schema.Shared.Reading;

/// <summary>The cursor does not fit this list, this order or this viewer.</summary>
internal sealed class CursorMismatchError : ExecutionError
{
    public CursorMismatchError()
        : base("The cursor does not belong to this list in this order for this viewer; start again without it.") => Code = ErrorCodes.CursorMismatch;
}
