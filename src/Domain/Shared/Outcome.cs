namespace Lintel.Domain;

/// <summary>A value, or the non-empty list of reasons why there is none. Expected refusals never throw.</summary>
public readonly struct Outcome<T>
    where T : notnull
{
    private readonly T? _value;
    private readonly IReadOnlyList<UserError>? _errors;

    private Outcome(T value)
    {
        _value = value;
        Succeeded = true;
    }

    private Outcome(IReadOnlyList<UserError> errors) => _errors = errors;

    /// <summary>True when the rule was satisfied and <see cref="Value"/> may be read; an outcome nobody decided is no success.</summary>
    public bool Succeeded { get; }

    /// <summary>The result; throws when the outcome is a refusal.</summary>
    public T Value => Succeeded ? _value! : throw new InvalidOperationException("The outcome is a refusal.");

    /// <summary>Why there is no value; empty on success.</summary>
    public IReadOnlyList<UserError> Errors => _errors ?? [];

    public static implicit operator Outcome<T>(T value) => new(value);

    public static implicit operator Outcome<T>(UserError error) => new((IReadOnlyList<UserError>)[error]);

    public static implicit operator Outcome<T>(List<UserError> errors) =>
        errors.Count > 0
            ? new Outcome<T>((IReadOnlyList<UserError>)errors)
            : throw new InvalidOperationException("A refusal needs at least one error.");

    public static implicit operator Outcome<T>(UserError[] errors) => (List<UserError>)[.. errors];
}
