namespace Lintel.Schema.Shared.Access;

/// <summary>What of a value a grant shows.</summary>
internal enum Mask
{
    /// <summary>The clear value.</summary>
    None,

    /// <summary>The first three and last four digits: 138****1234.</summary>
    Phone,

    /// <summary>The first three and last four characters of an identity number: 110***********002X.</summary>
    Identity,

    /// <summary>The first character of a name: 周**.</summary>
    Name,
}

/// <summary>How each mask writes a value.</summary>
internal static class Masking
{
    public static string Apply(Mask mask, string clear) =>
        mask switch
        {
            Mask.None => clear,
            Mask.Phone => KeepEnds(clear, 3, 4),
            Mask.Identity => KeepEnds(clear, 3, 4),
            Mask.Name => clear.Length == 0 ? clear : clear.EnumerateRunes().First() + "**",
        };

    private static string KeepEnds(string clear, int head, int tail) =>
        clear.Length <= head + tail
            ? new string('*', clear.Length)
            : string.Concat(clear.AsSpan(0, head), new string('*', clear.Length - head - tail), clear.AsSpan(clear.Length - tail));
}
