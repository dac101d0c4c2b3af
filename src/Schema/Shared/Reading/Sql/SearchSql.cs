using Lintel.Schema.Shared.Declaring;

namespace Lintel.Schema.Shared.Reading;

/// <summary>
/// Writes a <c>search</c> as SQL: each word is found in the row, or in a row it refers to. Only what everybody sees of a row is searched, so
/// nothing is found that a selection would not show; how it is written depends on the number of words only.
/// </summary>
internal sealed class SearchSql(PlanScope scope, PlanDialogue dialogue)
{
    /// <param name="type">Whose rows are searched.</param>
    /// <param name="search">The words; they may stand in a variable.</param>
    /// <param name="alias">What a row goes by.</param>
    public string Write(EntityType type, object? search, string alias)
    {
        var words = dialogue.WordsOf(search);
        if (words == 0)
        {
            return RowAccess.Everything;
        }

        var table = scope.Tables.Searched(type.Entity);
        var key = scope.Column(type, type.KeyProperty!, alias); // only nodes are searched
        return PlanScope.All(
            Enumerable
                .Range(0, words)
                .Select(i => scope.Parameters.Add(inputs => scope.Dialect.Term(SearchWords.Of(inputs.ValueOf(search))[i])))
                .Select(word => scope.Dialect.Found(table, key, word))
        );
    }
}
