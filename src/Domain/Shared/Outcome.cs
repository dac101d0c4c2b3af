namespace Lintel.Domain;

/// <summary>A value, or the non-empty list of reasons why there is none. Expected refusals never throw.</summary>
public readonly struct Outcome<T>
    where T : notnull
{
    private readonly T? _value;
    private readonly IReadOnlyList<UserError>? _errors;

    private Outcome(T? value, IReadOnlyList<UserError>? errors)
    {
        _value = value;
        _errors = errors;
    }

    /// <summary>True when the rule was satisfied and <see cref="Value"/> may be read.</summary>
    public bool Succeeded => _errors is null && _value is not null;

    /// <summary>The result; throws when the outcome is a refusal.</summary>
    public T Value => Succeeded ? _value! : throw new InvalidOperationException("The outcome is a refusal.");

    /// <summary>Why there is no value; empty on success.</summary>
    public IReadOnlyList<UserError> Errors => _errors ?? [];

    public static implicit operator Outcome<T>(T value) => new(value, errors: null);

    public static implicit operator Outcome<T>(UserError error) => new(default, [error]);

    public static implicit operator Outcome<T>(List<UserError> errors) =>
        errors.Count > 0 ? new(default, errors) : throw new InvalidOperationException("A refusal needs at least one error.");

    public static implicit operator Outcome<T>(UserError[] errors) => (List<UserError>)[.. errors];
}
