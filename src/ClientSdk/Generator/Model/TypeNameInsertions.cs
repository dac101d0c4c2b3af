using GraphQLParser.AST;

namespace Lintel.Client.Generator.Model;

/// <summary>
/// Where <c>__typename</c> has to be added to tell types apart. Documents are sent as their author wrote them
/// otherwise, so that their hashes stay those of the files.
/// </summary>
internal sealed class TypeNameInsertions
{
    private readonly SortedSet<int> _offsets = [];

    /// <summary>Sees to it that the answer names its type.</summary>
    public void Require(IReadOnlyList<SelectionPart> parts, Collected common)
    {
        var isSelected = common.Fields.Any(field => field is { ResponseName: "__typename", FieldName: "__typename", MayBeMissing: false });
        if (!isSelected)
        {
            // Right behind the opening brace.
            var part = parts.FirstOrDefault(part => !part.IsConditional) ?? parts[0];
            _offsets.Add(part.Set.Location.Start + 1);
        }
    }

    /// <summary>Whether anything has to be added to a definition.</summary>
    public bool Touches(ASTNode definition) => _offsets.GetViewBetween(definition.Location.Start, definition.Location.End).Count > 0;

    /// <summary>The text of a definition with what has to be added.</summary>
    public string Apply(string source, ASTNode definition)
    {
        var start = definition.Location.Start;
        var text = WithoutTrailingComments(source[start..definition.Location.End]);
        foreach (var offset in _offsets.GetViewBetween(start, definition.Location.End).Reverse())
        {
            text = text.Insert(offset - start, " __typename");
        }

        return text;
    }

    /// <summary>A definition reaches to the next one for the parser; what is said before that belongs to it.</summary>
    private static string WithoutTrailingComments(string text)
    {
        var lines = text.Split('\n').ToList();
        while (lines[^1].AsSpan().Trim() is [] or ['#', ..])
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return string.Join('\n', lines);
    }
}
