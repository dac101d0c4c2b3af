using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Lintel.Server.Transport.Http;

/// <summary>What an answer can look like, and which of it the caller asked for.</summary>
internal static class MediaTypes
{
    public const string GraphQLResponse = "application/graphql-response+json";
    public const string Json = "application/json";
    public const string Html = "text/html";
    public const string EventStream = "text/event-stream";

    /// <summary>
    /// The best offered type by quality, then by how exactly it was named, then in the order of <paramref name="offered"/>.
    /// A wildcard means plain JSON, as does no header at all: only who names the newer type gets its status codes, and only a
    /// browser names HTML, and only who can read a stream names that. Null when nothing offered is acceptable.
    /// </summary>
    public static string? Choose(StringValues accept, params IReadOnlyList<string> offered)
    {
        // As nearly every program asks.
        if (accept is [GraphQLResponse or Json or EventStream] && offered.Contains(accept[0], StringComparer.Ordinal))
            return accept[0];

        if (accept.All(string.IsNullOrWhiteSpace))
            return offered.Contains(Json, StringComparer.Ordinal) ? Json : null;

        if (!MediaTypeHeaderValue.TryParseList([.. accept.OfType<string>()], out var ranges))
            return null;

        return offered
            .Select(type => (Type: type, Range: MostExact(ranges, type)))
            .Where(offer => offer.Range is { } range && (range.Quality ?? 1) > 0)
            .Where(offer => offer.Type == Json || IsNamed(offer.Range!))
            .OrderByDescending(offer => offer.Range!.Quality ?? 1)
            .ThenByDescending(offer => IsNamed(offer.Range!))
            .Select(offer => offer.Type)
            .FirstOrDefault();
    }

    private static MediaTypeHeaderValue? MostExact(IEnumerable<MediaTypeHeaderValue> ranges, string type)
    {
        var wanted = new MediaTypeHeaderValue(type);
        return ranges
            .Where(range => Covers(range, wanted))
            .OrderBy(range => range.MatchesAllTypes)
            .ThenBy(range => range.MatchesAllSubTypes)
            .FirstOrDefault();
    }

    private static bool Covers(MediaTypeHeaderValue range, MediaTypeHeaderValue wanted) =>
        range.MatchesAllTypes
        || (
            range.Type.Equals(wanted.Type, StringComparison.OrdinalIgnoreCase)
            && (range.MatchesAllSubTypes || range.SubType.Equals(wanted.SubType, StringComparison.OrdinalIgnoreCase))
        );

    private static bool IsNamed(MediaTypeHeaderValue range) => !range.MatchesAllTypes && !range.MatchesAllSubTypes;
}
