using Lintel.Domain;
using Lintel.Schema.Shared.Errors;

namespace Lintel.Schema.Shared.Reading;

/// <summary>The words of a <c>search</c> argument: what stands between white space.</summary>
internal static class SearchWords
{
    [Limit("words", "A search.")]
    public const int MostWords = 8;

    [Limit("characters", "A search.")]
    public const int MostCharacters = 100;

    /// <summary>None where nothing is searched for.</summary>
    /// <exception cref="BadArgumentError">It is longer than a search may be.</exception>
    public static IReadOnlyList<string> Of(object? argument)
    {
        var search = argument as string ?? "";
        if (search.Length > MostCharacters)
        {
            throw new BadArgumentError($"A search has at most {MostCharacters} characters.");
        }

        var words = search.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries);
        return words.Length <= MostWords ? words : throw new BadArgumentError($"A search has at most {MostWords} words.");
    }
}
