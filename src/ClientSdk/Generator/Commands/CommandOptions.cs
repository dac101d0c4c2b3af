using System.CommandLine;
using Lintel.Client.Generator.Reading;

namespace Lintel.Client.Generator.Commands;

/// <summary>The options that stand for keys of the configuration; what is given here beats the file.</summary>
internal sealed class CommandOptions
{
    private readonly Option<string?> _name = new("--name") { Description = "The client's name." };
    private readonly Option<string?> _namespace = new("--namespace") { Description = "The namespace of the generated code." };
    private readonly Option<string?> _defaultNamespace = new("--default-namespace")
    {
        Description = "The namespace when neither the command line nor the configuration names one. Default: Lintel.Generated.",
    };
    private readonly Option<string?> _access = new("--access-modifier") { Description = "public or internal." };
    private readonly Option<string?> _schema = new("--schema") { Description = "The schema file." };
    private readonly Option<string[]> _documents = new("--documents") { Description = "Where operations are: globs, relative to the configuration." };
    private readonly Option<string?> _url = new("--url") { Description = "The graph's address." };
    private readonly Option<bool?> _strict = new("--strict-schema-validation")
    {
        Description = "Whether undeclared directives in the schema are mistakes.",
    };
    private readonly Option<bool?> _single = new("--use-single-file") { Description = "One file, or one for each type." };
    private readonly Option<bool?> _noStore = new("--no-store") { Description = "Queries cannot be watched." };
    private readonly Option<string?> _strategy = new("--request-strategy")
    {
        Description = "Default, PersistedOperation or AutomaticPersistedOperation.",
    };

    public Option<FileInfo> Config { get; } =
        new("--config")
        {
            Description = $"The configuration. Default: {ClientConfig.FileName} in the working directory.",
            DefaultValueFactory = _ => new FileInfo(ClientConfig.FileName),
        };

    public void AddTo(Command command)
    {
        foreach (
            var option in new Option[]
            {
                Config,
                _name,
                _namespace,
                _defaultNamespace,
                _access,
                _schema,
                _documents,
                _url,
                _strict,
                _single,
                _noStore,
                _strategy,
            }
        )
        {
            command.Add(option);
        }
    }

    public ConfigOverrides Overrides(ParseResult line) =>
        new()
        {
            Name = line.GetValue(_name),
            Namespace = line.GetValue(_namespace),
            DefaultNamespace = line.GetValue(_defaultNamespace),
            AccessModifier = line.GetValue(_access),
            Schema = line.GetValue(_schema),
            Documents = line.GetValue(_documents) ?? [],
            Url = line.GetValue(_url),
            StrictSchemaValidation = line.GetValue(_strict),
            UseSingleFile = line.GetValue(_single),
            NoStore = line.GetValue(_noStore),
            RequestStrategy = line.GetValue(_strategy),
        };
}
