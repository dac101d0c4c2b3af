using Lintel.Schema.Shared.Errors;

namespace Lintel.Schema.Shared.Limits;

/// <summary>The codes of documents that are larger than <see cref="DocumentLimits"/> allow; nothing of them is validated or run.</summary>
internal static class LimitCodes
{
    [RequestCode("The document, or a line of it, has more characters than it may.", "Send less at a time; break long lines.", 400)]
    public const string TooManyCharacters = "TOO_MANY_CHARACTERS";

    [RequestCode("The document has more tokens than it may.", "Send less at a time; give long lists in variables.", 400)]
    public const string TooManyTokens = "TOO_MANY_TOKENS";

    [RequestCode(
        "The document, or an introspection in it, is nested more deeply than it may be.",
        "Ask for what lies deeper by the ids above it.",
        400
    )]
    public const string TooDeep = "TOO_DEEP";

    [RequestCode("The operation has more fields than it may, a fragment counted wherever it is spread.", "Ask for fewer fields at a time.", 400)]
    public const string TooManyFields = "TOO_MANY_FIELDS";

    [RequestCode("Too many fields have the same name in the same place.", "Select each field once.", 400)]
    public const string TooMuchRepetition = "TOO_MUCH_REPETITION";

    [RequestCode("The root of the operation has more aliases than it may.", "Ask for several objects with nodes(ids:), or one by one.", 400)]
    public const string TooManyAliases = "TOO_MANY_ALIASES";

    [RequestCode("The document has more fragments than it may.", "Leave out the fragments that the operation does not use.", 400)]
    public const string TooManyFragments = "TOO_MANY_FRAGMENTS";

    [RequestCode("A fragment of the document contains itself.", "Break the circle.", 400)]
    public const string FragmentCycle = "FRAGMENT_CYCLE";

    [RequestCode("A list has more items than it may, or an object of the document more fields.", "Send fewer at a time.", 400)]
    public const string TooManyItems = "TOO_MANY_ITEMS";
}
