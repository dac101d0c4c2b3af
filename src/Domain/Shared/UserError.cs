namespace Lintel.Domain;

/// <summary>
/// An expected refusal that a caller can act on. <see cref="Code"/> is stable and never reused,
/// <see cref="Path"/> leads from the mutation's input to the offending value (empty: the whole input).
/// </summary>
public abstract record UserError(string Code, string Message, IReadOnlyList<string> Path);

/// <summary>One value of the input breaks a rule; the code names the rule.</summary>
public sealed record InvalidInput(string Code, string Message, IReadOnlyList<string> Path) : UserError(Code, Message, Path)
{
    public static InvalidInput Required(params string[] path) => new(InputCodes.Required, $"{path[^1]} is required.", path);

    public static InvalidInput OutOfRange(string what, params string[] path) => new(InputCodes.OutOfRange, $"{path[^1]} must be {what}.", path);

    public static InvalidInput Malformed(string what, params string[] path) => new(InputCodes.Malformed, $"{path[^1]} must be {what}.", path);

    public static InvalidInput TooLong(int limit, params string[] path) =>
        new(InputCodes.TooLong, $"{path[^1]} must have at most {limit} characters.", path);
}

/// <summary>No such object, or none that the viewer may see: the two are not told apart.</summary>
[ErrorType("Look the object up again; where it is there, ask who may change it.")]
public sealed record NotFound(IReadOnlyList<string> Path) : UserError("NOT_FOUND", "There is no such object, or you may not see it.", Path)
{
    public static NotFound At(params string[] path) => new(path);
}

/// <summary>The object changed since the caller read it; nothing was written.</summary>
/// <param name="Key">The object's key.</param>
/// <param name="CurrentVersion">The version it is at.</param>
/// <param name="ChangedFields">Which of its fields changed since, of those that the caller sees; null: not known any more.</param>
[ErrorType("Look at what changed, and repeat with the current version if the change still fits (docs/mutations.md).")]
public sealed record StaleVersion(Guid Key, long CurrentVersion, IReadOnlyList<string>? ChangedFields)
    : UserError("STALE_VERSION", $"The object is at version {CurrentVersion} by now; nothing was written.", ["expectedVersion"]);

/// <summary>The object is in a state from which this step does not exist.</summary>
[ErrorType("Look at state and take a step that exists from there.")]
public sealed record WrongState(string State, string Message, IReadOnlyList<string> Path) : UserError("WRONG_STATE", Message, Path)
{
    /// <summary>The state is told in the one spelling of enum values.</summary>
    public static WrongState At<TState>(TState state, string message, params string[] path)
        where TState : struct, Enum => new(EnumNames.ToConstantCase(state.ToString()), message, path);
}
