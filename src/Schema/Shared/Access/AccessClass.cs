using Lintel.Domain;

namespace Lintel.Schema.Shared.Access;

/// <summary>
/// The part of a viewer that decides what it sees: its role, and those of its places that a rule for the role looks at. Viewers of one class
/// get the same bytes for the same reading, so they share cursors, plans and the execution of an event.
/// </summary>
internal readonly record struct AccessClass(Role? Role, string Places)
{
    public override string ToString() => $"{Role}|{Places}";
}
