using Lintel.Client.Generator.Model;

namespace Lintel.Client.Generator.Reading;

/// <summary>What the command line says; each beats the configuration file. <c>DefaultNamespace</c> alone only stands in for what the file leaves out.</summary>
internal sealed record ConfigOverrides
{
    public string? Name { get; init; }
    public string? Namespace { get; init; }
    public string? DefaultNamespace { get; init; }
    public string? AccessModifier { get; init; }
    public string? Schema { get; init; }
    public IReadOnlyList<string> Documents { get; init; } = [];
    public string? Url { get; init; }
    public bool? StrictSchemaValidation { get; init; }
    public bool? UseSingleFile { get; init; }
    public bool? NoStore { get; init; }
    public string? RequestStrategy { get; init; }
    public string? OutputDirectory { get; init; }
}

/// <summary>Reads <c>.graphqlrc.json</c>: honours a key, or refuses it and says why; none is passed over in silence.</summary>
internal sealed class ConfigReader
{
    private const string Ours = "extensions.lintel.";
    private const string Shake = "extensions.strawberryShake.";

    private readonly ConfigFile _file;
    private readonly ConfigOverrides _overrides;
    private readonly List<Diagnostic> _problems = [];
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    private ConfigReader(ConfigFile file, ConfigOverrides overrides) => (_file, _overrides) = (file, overrides);

    /// <exception cref="GenerationException">A key is refused, or a value makes no sense.</exception>
    public static ClientConfig Read(string file, ConfigOverrides overrides) => Read(ConfigFile.Read(file), overrides);

    public static ClientConfig Read(ConfigFile file, ConfigOverrides overrides) => new ConfigReader(file, overrides).Read();

    private ClientConfig Read()
    {
        RefuseWhatIsNotDone();
        var config = new ClientConfig
        {
            File = _file.Path,
            Directory = Path.GetDirectoryName(Path.GetFullPath(_file.Path))!, // a file lies in a folder
            Name = Text("name", _overrides.Name, "LintelClient", CSharpNames.IsIdentifier, "is not a C# identifier"),
            Namespace = Text(
                "namespace",
                _overrides.Namespace,
                CSharpNames.Namespace(_overrides.DefaultNamespace ?? "Lintel.Generated"),
                text => text.Split('.').All(CSharpNames.IsIdentifier),
                "is not a C# namespace"
            ),
            Accessibility = OneOf("accessModifier", _overrides.AccessModifier, "public", ("public", "public"), ("internal", "internal")),
            SchemaFile = _overrides.Schema ?? SchemaOfFile(),
            Documents = Documents(),
            Url = Url(),
            IsSchemaStrict = Flag("strictSchemaValidation", _overrides.StrictSchemaValidation, otherwise: true),
            IsSingleFile = Flag("useSingleFile", _overrides.UseSingleFile, otherwise: true),
            HasStore = !Flag("noStore", _overrides.NoStore, otherwise: false),
            OutputDirectory = _overrides.OutputDirectory ?? Value("outputDirectoryName")?.Text,
            RequestStrategy = OneOf(
                "requestStrategy",
                _overrides.RequestStrategy,
                "Default",
                ("Default", "FullText"),
                ("PersistedQuery", "PersistedDocument"),
                ("PersistedOperation", "PersistedDocument"),
                ("AutomaticPersistedQuery", "AutomaticPersistedQuery"),
                ("AutomaticPersistedOperation", "AutomaticPersistedQuery")
            ),
            SubscriptionTransport = SubscriptionTransport(),
        };
        var unknown = Unknown().ToList();
        return _problems.Count > 0 ? throw new GenerationException(_problems) : config with { Warnings = unknown };
    }

    /// <summary>Keys of Strawberry Shake whose promise is not kept here; better refused than passed over.</summary>
    private void RefuseWhatIsNotDone()
    {
        Refuse("hashAlgorithm", value => !Is(value, "sha256"), "the platform names documents by SHA-256: write sha256, or leave it out");
        Refuse("razorComponents", value => Is(value, "true"), "no Razor components are generated: observe Watch in yours, and render when it tells");
        Refuse("emitGeneratedCode", value => Is(value, "false"), "a client that is not written cannot be compiled");
        Refuse("dependencyInjection", value => Is(value, "false"), "a client is made by the services it is registered in");
        // Immutable records they are in any case.
        _ = Value("records.inputs");
        _ = Value("records.entities");
        if (_file.Values.FirstOrDefault(value => value.Key.StartsWith("projects", StringComparison.Ordinal)) is { Value: { } project })
        {
            _problems.Add(_file.At(project, "'projects' is refused: a configuration makes one client; give each project a file of its own."));
        }
    }

    private void Refuse(string key, Func<ConfigValue, bool> isRefused, string because)
    {
        if (Value(key) is { } value && isRefused(value))
        {
            _problems.Add(_file.At(value, $"'{key}': {value.Text} is refused: {because}."));
        }
    }

    private string SchemaOfFile()
    {
        var schemas = _file.List("schema");
        if (schemas.Count > 1)
        {
            _problems.Add(_file.At(schemas[1], "'schema' is one file; what a client adds to it stands in schema.extensions.graphql beside it."));
        }

        var schema = schemas.Count == 0 ? "schema.graphql" : schemas[0].Text;
        if (schema.Contains("://", StringComparison.Ordinal))
        {
            _problems.Add(_file.At(schemas[0], "'schema' is a file: run 'lintel-sdk update' to fetch it from 'url', so that builds need no server."));
        }

        return schema;
    }

    private IReadOnlyList<string> Documents()
    {
        if (_overrides.Documents.Count > 0)
        {
            return _overrides.Documents;
        }

        var documents = _file.List("documents").Select(value => value.Text).ToList();
        return documents.Count == 0 ? ["**/*.graphql"] : documents;
    }

    private Uri? Url()
    {
        var value = Value("url");
        if ((_overrides.Url ?? value?.Text) is not { Length: > 0 } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            return url;
        }

        _problems.Add(_file.At(value, $"'url': {text} is no address that starts with http:// or https://."));
        return null;
    }

    private string SubscriptionTransport()
    {
        if (_file[$"{Shake}transportProfiles[1].name"] is { } second)
        {
            _problems.Add(_file.At(second, "'transportProfiles' has one profile here: register a second client where another way is wanted."));
        }

        foreach (var kind in new[] { "query", "mutation" })
        {
            if (Value($"transportProfiles[0].{kind}") is { } way && !Is(way, "Http"))
            {
                _problems.Add(_file.At(way, $"'{kind}' over {way.Text} is refused: queries and mutations go over Http."));
            }
        }

        _ = Value("transportProfiles[0].name");
        Refuse("transportProfiles[0].default", value => Is(value, "InMemory"), "a client of this platform is not in the server's process");
        return (Value("transportProfiles[0].subscription") ?? Value("transportProfiles[0].default"))?.Text switch
        {
            { } socket when socket.Equals("WebSocket", StringComparison.OrdinalIgnoreCase) => "WebSocket",
            { } http when http.Equals("Http", StringComparison.OrdinalIgnoreCase) && Value("transportProfiles[0].subscription") is not null =>
                "EventStream",
            _ => "Automatic",
        };
    }

    private string Text(string key, string? given, string otherwise, Func<string, bool> fits, string mistake)
    {
        var value = Value(key);
        var text = given ?? value?.Text ?? otherwise;
        if (!fits(text))
        {
            _problems.Add(_file.At(value, $"'{key}': '{text}' {mistake}."));
        }

        return text;
    }

    private string OneOf(string key, string? given, string otherwise, params (string Written, string Meant)[] choices)
    {
        var value = Value(key);
        var text = given ?? value?.Text ?? otherwise;
        if (choices.FirstOrDefault(choice => choice.Written.Equals(text, StringComparison.OrdinalIgnoreCase)) is { Meant: { } meant })
        {
            return meant;
        }

        _problems.Add(_file.At(value, $"'{key}': '{text}' is none of {string.Join(", ", choices.Select(choice => choice.Written))}."));
        return choices[0].Meant;
    }

    private bool Flag(string key, bool? given, bool otherwise)
    {
        var value = Value(key);
        if (value is not null && !Is(value, "true") && !Is(value, "false"))
        {
            _problems.Add(_file.At(value, $"'{key}': {value.Text} is neither true nor false."));
        }

        return given ?? (value is null ? otherwise : Is(value, "true"));
    }

    private ConfigValue? Value(string key)
    {
        _read.Add(key);
        return _file[Ours + key] ?? _file[Shake + key];
    }

    private static bool Is(ConfigValue value, string text) => value.Text.Equals(text, StringComparison.OrdinalIgnoreCase);

    private IEnumerable<Diagnostic> Unknown()
    {
        foreach (var (path, value) in _file.Values)
        {
            var key =
                path.StartsWith(Ours, StringComparison.Ordinal) ? path[Ours.Length..]
                : path.StartsWith(Shake, StringComparison.Ordinal) ? path[Shake.Length..]
                : null;
            if (key is not null && !_read.Contains(key) && !key.StartsWith("transportProfiles[", StringComparison.Ordinal))
            {
                yield return _file.At(
                    value,
                    $"'{key}' is no key of this configuration and says nothing.{Hints.Nearest(key, _read)}",
                    isWarning: true
                );
            }
        }
    }
}
