using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Lintel.Domain;
using Lintel.Schema;
using Lintel.Server.Identity;
using Lintel.Server.Transport;

namespace Lintel.Server.Codes;

/// <summary>One bound: a setting with its unit, default and range, or a constant.</summary>
internal sealed record DeclaredLimit(string Name, string Unit, string Value, string Range, string Meaning);

/// <summary>All bounds that callers meet.</summary>
internal static class DeclaredLimits
{
    private static readonly (string End, string Unit)[] Units =
    [
        ("BytesPerSecond", "bytes a second"),
        ("Bytes", "bytes"),
        ("Milliseconds", "milliseconds"),
        ("Seconds", "seconds"),
        ("Characters", "characters"),
        ("Tokens", "tokens"),
        ("Depth", "levels"),
    ];

    /// <summary>Settings with a range, in the order of their declaration. What they mean is said by their doc comments.</summary>
    public static IReadOnlyList<DeclaredLimit> Settings { get; } =
    [
        .. Of(DocumentLimits.Section, new DocumentLimits()),
        .. Of(TransportLimits.Section, new TransportLimits()),
        .. Of(ApiKeyOptions.Section, new ApiKeyOptions()),
    ];

    /// <summary>Bounds that no setting moves.</summary>
    public static IReadOnlyList<DeclaredLimit> Constants { get; } =
    [
        .. DeclaredCodes
            .Assemblies.SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Select(field => (field, Limit: field.GetCustomAttribute<LimitAttribute>()))
            .Where(one => one.Limit is not null)
            .Select(one => new DeclaredLimit("", one.Limit!.Unit, Number(one.field.GetRawConstantValue()), "", one.Limit.Meaning)) // filtered above
            .OrderBy(limit => limit.Meaning, StringComparer.Ordinal)
            .ThenBy(limit => limit.Unit, StringComparer.Ordinal),
    ];

    private static IEnumerable<DeclaredLimit> Of(string section, object defaults)
    {
        var comments = new DocComments(defaults.GetType().Assembly);
        return defaults
            .GetType()
            .GetProperties()
            .Select(property => (property, Range: property.GetCustomAttribute<RangeAttribute>()))
            .Where(one => one.Range is not null)
            .Select(one => new DeclaredLimit(
                $"{section}:{one.property.Name}",
                Units
                    .Where(unit => one.property.Name.EndsWith(unit.End, StringComparison.Ordinal))
                    .Select(unit => unit.Unit)
                    .FirstOrDefault("number"),
                Number(one.property.GetValue(defaults)),
                $"{Number(one.Range!.Minimum)} to {Number(one.Range.Maximum)}", // filtered above
                comments.Of(one.property)
            ));
    }

    private static string Number(object? value) => string.Create(CultureInfo.InvariantCulture, $"{value:N0}");
}
