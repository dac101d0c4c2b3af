using System.ComponentModel.DataAnnotations;

namespace Lintel.Schema;

/// <summary>
/// How large an operation may be. Judged before validation, which on a hostile document costs more than the document itself.
/// Each refusal has a code of its own; nothing runs.
/// </summary>
public sealed class DocumentLimits
{
    public const string Section = "Lintel:Limits";

    /// <summary>Characters of a document. Default: 100,000. Refusal: <c>TOO_MANY_CHARACTERS</c>.</summary>
    [Range(1_000, 10_000_000)]
    public int Characters { get; set; } = 100_000;

    /// <summary>
    /// Characters of one line of a document. Default: 10,000. Refusal: <c>TOO_MANY_CHARACTERS</c>. To say where a line is no GraphQL costs the parser
    /// the square of its length.
    /// </summary>
    [Range(100, 100_000)]
    public int LineCharacters { get; set; } = 10_000;

    /// <summary>Tokens (names, punctuation, values) of a document. Default: 5,000. Refusal: <c>TOO_MANY_TOKENS</c>.</summary>
    [Range(100, 1_000_000)]
    public int Tokens { get; set; } = 5_000;

    /// <summary>Levels of nested fields, fragments opened. Default: 12. Refusal: <c>TOO_DEEP</c>. Introspection has its own limit.</summary>
    [Range(1, 100)]
    public int Depth { get; set; } = 12;

    /// <summary>Fields of an operation, each fragment counted wherever it is spread. Default: 500. Refusal: <c>TOO_MANY_FIELDS</c>.</summary>
    [Range(1, 100_000)]
    public int Fields { get; set; } = 500;

    /// <summary>
    /// Pairs of fields with one name in one place, which validation compares: 100 times the same field make 4,950. Default: 3,000. Refusal:
    /// <c>TOO_MUCH_REPETITION</c>.
    /// </summary>
    [Range(100, 1_000_000)]
    public int RepeatedPairs { get; set; } = 3_000;

    /// <summary>Fragments of a document. Default: 100. Refusal: <c>TOO_MANY_FRAGMENTS</c>; one that contains itself: <c>FRAGMENT_CYCLE</c>.</summary>
    [Range(0, 1_000)]
    public int Fragments { get; set; } = 100;

    /// <summary>Aliased fields at the root of an operation. Default: 30. Refusal: <c>TOO_MANY_ALIASES</c>.</summary>
    [Range(0, 1_000)]
    public int RootAliases { get; set; } = 30;

    /// <summary>
    /// Items of one list, and fields of one object, in a document and in variables. Default: 1,000, which is the most that any list of the graph takes
    /// (a manifest, the values of a filter). Refusal: <c>TOO_MANY_ITEMS</c>.
    /// </summary>
    [Range(100, 100_000)]
    public int Items { get; set; } = 1_000;

    /// <summary>
    /// Lists of fields, inputFields, interfaces or possibleTypes inside one another in an introspection. Default: 3, which the
    /// tools of the field stay below. Refusal: <c>TOO_DEEP</c>.
    /// </summary>
    [Range(1, 10)]
    public int IntrospectionLists { get; set; } = 3;

    /// <summary>Errors in the answer to a document that is not valid; the rest is left out. Default: 5.</summary>
    [Range(1, 100)]
    public int Errors { get; set; } = 5;
}
