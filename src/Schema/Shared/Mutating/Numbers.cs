using System.Globalization;

namespace Lintel.Schema.Shared.Mutating;

/// <summary>The numbers people use for listings and deals.</summary>
internal static class Numbers
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 8;

    /// <summary>
    /// Letter, date, and eight characters without I, L, O, U, from the random part of a fresh id (40 bits):
    /// made without a counter every store would queue for; the unique key of the table catches the rest.
    /// </summary>
    public static string Next(string letter, UseCase use)
    {
        Span<byte> random = stackalloc byte[16];
        use.NewId().TryWriteBytes(random, bigEndian: true, out _);
        Span<char> tail = stackalloc char[Length];
        for (var i = 0; i < Length; i++)
        {
            tail[i] = Alphabet[random[^(i + 1)] % Alphabet.Length];
        }

        return string.Create(CultureInfo.InvariantCulture, $"{letter}{use.Today:yyMMdd}{tail}");
    }
}
