using System.Text;
using System.Text.Json;

namespace Lintel.Client.Generator.Reading;

/// <summary>A value of the configuration with its place, lines and columns from 1.</summary>
internal sealed record ConfigValue(JsonTokenType Kind, string Text, int Line, int Column);

/// <summary>The leaves of a JSON file by their paths (<c>extensions.strawberryShake.name</c>, <c>documents[0]</c>), each with its place.</summary>
internal sealed class ConfigFile
{
    private readonly Dictionary<string, ConfigValue> _values = new(StringComparer.Ordinal);

    private ConfigFile(string path) => Path = path;

    public string Path { get; }

    public IEnumerable<KeyValuePair<string, ConfigValue>> Values => _values;

    public static ConfigFile Read(string path)
    {
        try
        {
            return Parse(path, File.ReadAllText(path));
        }
        catch (IOException fault)
        {
            throw new GenerationException(new Diagnostic(DiagnosticIds.Configuration, fault.Message, path, 1, 1));
        }
    }

    public static ConfigFile Parse(string path, string text)
    {
        var file = new ConfigFile(path);
        try
        {
            file.Take(Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF')));
            return file;
        }
        catch (JsonException fault)
        {
            var (line, column) = ((int)(fault.LineNumber ?? 0) + 1, (int)(fault.BytePositionInLine ?? 0) + 1);
            throw new GenerationException(new Diagnostic(DiagnosticIds.Configuration, fault.Message, path, line, column));
        }
    }

    public ConfigValue? this[string path] => _values.GetValueOrDefault(path);

    /// <summary>The items of a list, or the one value that stands in its place.</summary>
    public IReadOnlyList<ConfigValue> List(string path) =>
        this[path] is { } single
            ? [single]
            :
            [
                .. Enumerable
                    .Range(0, int.MaxValue)
                    .Select(index => this[$"{path}[{index}]"])
                    .TakeWhile(item => item is not null)
                    .Select(item => item!),
            ];

    public Diagnostic At(ConfigValue? value, string message, bool isWarning = false) =>
        new(DiagnosticIds.Configuration, message, Path, value?.Line ?? 1, value?.Column ?? 1) { IsWarning = isWarning };

    private void Take(byte[] json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        var path = new Stack<(string Prefix, int Index)>();
        var name = "";
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    var prefix = path.Peek().Prefix;
                    name = prefix.Length == 0 ? reader.GetString()! : $"{prefix}.{reader.GetString()}"; // a name is never null
                    break;
                case JsonTokenType.StartObject:
                    path.Push((NameOfNext(path, ref name), -1));
                    break;
                case JsonTokenType.StartArray:
                    path.Push((NameOfNext(path, ref name), 0));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    path.Pop();
                    break;
                default:
                    _values[NameOfNext(path, ref name)] = Value(ref reader, json);
                    break;
            }
        }
    }

    private static string NameOfNext(Stack<(string Prefix, int Index)> path, ref string name)
    {
        if (path.TryPeek(out var list) && list.Index >= 0)
        {
            path.Pop();
            path.Push((list.Prefix, list.Index + 1));
            return $"{list.Prefix}[{list.Index}]";
        }

        return name;
    }

    private static ConfigValue Value(ref Utf8JsonReader reader, byte[] json)
    {
        var before = json.AsSpan(0, (int)reader.TokenStartIndex);
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan);
        return new ConfigValue(reader.TokenType, text, before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
    }
}
