using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Lintel.Domain;
using Lintel.Domain.Imports;

namespace Lintel.Data.Imports;

/// <summary>The layouts that can be imported: those that come with the product, and mapping files given by path.</summary>
public sealed class ImportFormats
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly Dictionary<string, ImportFormat> _known;

    private ImportFormats(IEnumerable<ImportFormat> known) => _known = known.ToDictionary(format => format.Name, StringComparer.Ordinal);

    /// <summary>The formats that come with the product.</summary>
    public static ImportFormats BuiltIn { get; } = new(ReadEmbedded());

    /// <summary>All known formats, by name.</summary>
    public IEnumerable<ImportFormat> All => _known.Values.OrderBy(format => format.Name, StringComparer.Ordinal);

    /// <summary>The format of this name. Never reads a file: the name may come from outside.</summary>
    public Outcome<ImportFormat> Find(string name) =>
        _known.TryGetValue(name, out var format) ? format : new UnknownFormat(name, [.. All.Select(known => known.Name)]);

    /// <summary>The format described by the mapping file at <paramref name="path"/>; for operators, not for callers of the graph.</summary>
    public static Outcome<ImportFormat> Load(string path)
    {
        if (!File.Exists(path))
        {
            return new UnknownFormat(path, [.. BuiltIn.All.Select(known => known.Name)]);
        }

        using var stream = File.OpenRead(path);
        return Read(stream, path);
    }

    internal static Outcome<ImportFormat> Read(Stream json, string name)
    {
        ImportFormat? format;
        try
        {
            format = JsonSerializer.Deserialize<ImportFormat>(json, Json);
        }
        catch (JsonException error)
        {
            return new InvalidFormat(name, error.Message);
        }

        if (format is null)
        {
            return new InvalidFormat(name, "the file is empty.");
        }

        var compiled = FormatReader.Compile(format);
        return compiled.Succeeded ? format : (UserError[])[.. compiled.Errors];
    }

    private static IEnumerable<ImportFormat> ReadEmbedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (name.EndsWith(".importformat.json", StringComparison.Ordinal))
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                yield return Read(stream, name).Value;
            }
        }
    }
}
