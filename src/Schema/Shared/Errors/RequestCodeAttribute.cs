using Lintel.Domain;

namespace Lintel.Schema.Shared.Errors;

/// <summary>
/// Declares a code at the top level of an answer (<c>errors[].extensions.code</c>), with the HTTP status of that answer; none: it is only told where
/// there is no status, in a stream or on a socket.
/// </summary>
public sealed class RequestCodeAttribute(string meaning, string remedy, params int[] statuses) : CodeAttribute(meaning, remedy)
{
    public IReadOnlyList<int> Statuses => statuses;
}
