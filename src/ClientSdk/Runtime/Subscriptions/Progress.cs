using System.Globalization;
using System.Security.Cryptography;

namespace Lintel.Client.Subscriptions;

/// <summary>How far a subscription has come, so that each item reaches the caller once however often it is sent.</summary>
/// <param name="isExact">Positions tell items apart; else only sequences are known, which several items can share.</param>
internal sealed class Progress(bool isExact)
{
    /// <summary>More items than that of one place are not kept in mind; told again they would be given again, which such items allow.</summary>
    private const int MostParts = 200_000;

    /// <summary>What was told at the present place: the hash of each item by its position, or by itself where positions are not known.</summary>
    private readonly Dictionary<string, string> _told = new(StringComparer.Ordinal);
    private long _sequence = -1;

    /// <summary>The place of the last item received; null before the first.</summary>
    public string? Last { get; private set; }

    /// <summary>Whether the last item was one of several of its place: a snapshot or a change of access may not have been told to its end.</summary>
    public bool IsInside => Last?.Contains('.', StringComparison.Ordinal) == true;

    /// <summary>
    /// Whether an item is new. One of a change of access (<c>123.part</c>) that is told again is new only if it says something else than before:
    /// what was lost can have been gained again.
    /// </summary>
    public bool Takes(string position, ReadOnlySpan<byte> payload)
    {
        var dot = position.IndexOf('.', StringComparison.Ordinal);
        if (!long.TryParse(dot < 0 ? position : position.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            // A place of a kind that this client does not know: nothing can be said of it.
            Last = position;
            return true;
        }

        if (sequence < _sequence)
        {
            return false;
        }

        if (sequence > _sequence)
        {
            _told.Clear();
            _sequence = sequence;
        }

        var isNew = IsNew(dot >= 0, position, payload);
        Last = isNew || dot >= 0 ? position : Last;
        return isNew;
    }

    private bool IsNew(bool isPart, string position, ReadOnlySpan<byte> payload)
    {
        var text = HashOf(payload);
        var key = isExact ? position : text;
        if (_told.TryGetValue(key, out var before) && (!isPart || string.Equals(before, text, StringComparison.Ordinal)))
        {
            return false;
        }

        if (_told.Count >= MostParts)
        {
            _told.Clear();
        }

        _told[key] = text;
        return true;
    }

    private static string HashOf(ReadOnlySpan<byte> payload) => Convert.ToBase64String(SHA256.HashData(payload).AsSpan(0, 16));
}
