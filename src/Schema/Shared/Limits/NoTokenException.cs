using System.Globalization;
using GraphQLParser;

namespace Lintel.Schema.Shared.Limits;

/// <summary>At a place of a document stands what no token begins or goes on with.</summary>
internal sealed class NoTokenException : Exception
{
    private NoTokenException(string message, Location location)
        : base(message) => Location = location;

    /// <summary>The line and the column in it, both from 1.</summary>
    public Location Location { get; }

    public static NoTokenException At(string query, int at)
    {
        var found =
            at >= query.Length ? "the end of the document"
            : char.IsControl(query[at]) || char.IsSurrogate(query[at]) || query[at] > '\u007E'
                ? string.Create(CultureInfo.InvariantCulture, $"the character U+{(int)query[at]:X4}")
            : $"'{query[at]}'";
        return new NoTokenException($"Unexpected {found}.", LocationOf(query, Math.Min(at, query.Length)));
    }

    private static Location LocationOf(string query, int at)
    {
        var (line, start) = (1, 0);
        for (var i = 0; i < at; i++)
        {
            if (query[i] == '\n' || (query[i] == '\r' && (i + 1 == query.Length || query[i + 1] != '\n')))
            {
                (line, start) = (line + 1, i + 1);
            }
        }

        return new Location(line, at - start + 1);
    }
}
