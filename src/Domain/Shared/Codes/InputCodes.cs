namespace Lintel.Domain;

/// <summary>The codes of <see cref="InvalidInput"/>: each names a rule that a value of an input can break.</summary>
public static class InputCodes
{
    [InputCode("The value at path is missing.", "Give it.")]
    public const string Required = "REQUIRED";

    [InputCode("The value at path is not one of those that are allowed; the message says which are.", "Give one of these.")]
    public const string OutOfRange = "OUT_OF_RANGE";

    [InputCode("The value at path has not the form that the message names.", "Give it in this form.")]
    public const string Malformed = "MALFORMED";

    [InputCode("The text at path has more characters than the message allows.", "Shorten it.")]
    public const string TooLong = "TOO_LONG";

    [InputCode("The value at path is the present one already.", "Nothing: there is nothing to change.")]
    public const string Unchanged = "UNCHANGED";

    [InputCode("The id at path is none, or is of another type.", "Give the id that the graph gave for an object of this type.")]
    public const string WrongId = "WRONG_ID";

    [InputCode("The price is below what the owner takes.", "Ask at least the floor price, or agree another one with the owner.")]
    public const string BelowFloorPrice = "BELOW_FLOOR_PRICE";

    [InputCode("Nobody changes the own role, or closes or restricts the own account.", "Have somebody else do it who answers for you.")]
    public const string OwnAccount = "OWN_ACCOUNT";

    [InputCode("The subject has an account that you do not answer for.", "Ask who answers for that account.")]
    public const string SubjectTaken = "SUBJECT_TAKEN";

    [InputCode("Another role of the subject begins at the same instant.", "Let this one begin at another.")]
    public const string Taken = "TAKEN";

    [InputCode("An API key rotates itself only.", "Sign in with a token to rotate another key.")]
    public const string NotThisKey = "NOT_THIS_KEY";

    [InputCode("The id of a document in the manifest is not its hash.", "Send the SHA-256 of the document's text, in lower-case hex.")]
    public const string HashMismatch = "HASH_MISMATCH";

    [InputCode("The document would not run for the account; the message says why.", "Correct it against the schema of the account's role.")]
    public const string DocumentInvalid = "DOCUMENT_INVALID";

    [InputCode("This idempotencyKey was used with another input.", "Take a new key for a new action; repeat an action with the same input.")]
    public const string IdempotencyKeyReused = "IDEMPOTENCY_KEY_REUSED";
}
