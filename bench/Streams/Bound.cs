using System.Globalization;

namespace Lintel.Streams;

/// <summary>A figure and what it must not exceed.</summary>
internal sealed record Bound(string What, double Figure, double Most, string Unit)
{
    /// <summary>The figure has to be smaller than the bound, not equal to it.</summary>
    public bool IsStrict { get; init; }

    public bool Holds => IsStrict ? Figure < Most : Figure <= Most;

    public string ToRow() =>
        double.IsPositiveInfinity(Most)
            ? string.Create(CultureInfo.InvariantCulture, $"| {What} | {InUnit(Figure)} | – | – |")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"| {What} | {InUnit(Figure)} | {(IsStrict ? "<" : "≤")} {InUnit(Most)} | {(Holds ? "yes" : "**no**")} |"
            );

    /// <summary>Something that must not happen at all.</summary>
    public static Bound None(string what, long count) => new(what, count, 0, "");

    private string InUnit(double figure) => string.Create(CultureInfo.InvariantCulture, $"{figure:0.##} {Unit}").TrimEnd();
}
