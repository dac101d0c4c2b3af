using Microsoft.Extensions.FileSystemGlobbing;
using Microsoft.Extensions.FileSystemGlobbing.Abstractions;

namespace Lintel.Client.Generator.Reading;

/// <summary>Everything a client is made from, read from disk and in a fixed order.</summary>
internal sealed record ClientInput(ClientConfig Config, SourceFile Schema, SourceFile? Extensions, IReadOnlyList<SourceFile> Operations)
{
    private static readonly string[] NeverOperations = ["**/bin/**", "**/obj/**", "**/node_modules/**"];

    public static ClientInput Read(ClientConfig config)
    {
        var schemaFile = Path.GetFullPath(config.SchemaFile, config.Directory);
        if (!File.Exists(schemaFile))
        {
            throw new GenerationException(
                new Diagnostic(
                    DiagnosticIds.Configuration,
                    $"The schema '{config.SchemaFile}' does not exist. Run 'lintel-sdk update' to fetch it.",
                    config.File,
                    1,
                    1
                )
            );
        }

        var extensionsFile = Path.Combine(Path.GetDirectoryName(schemaFile)!, "schema.extensions.graphql");
        var ownExtensionsFile = Path.Combine(config.Directory, "schema.extensions.graphql");
        string[] schemaFiles = [schemaFile, extensionsFile, ownExtensionsFile];
        return new ClientInput(
            config,
            SourceFile.Read(schemaFile),
            File.Exists(ownExtensionsFile) ? SourceFile.Read(ownExtensionsFile)
                : File.Exists(extensionsFile) ? SourceFile.Read(extensionsFile)
                : null,
            [.. OperationFiles(config).Where(file => !schemaFiles.Contains(file, StringComparer.Ordinal)).Select(SourceFile.Read)]
        );
    }

    /// <summary>The files this input came from, for incremental builds.</summary>
    public IEnumerable<string> Files()
    {
        yield return Config.File;
        yield return Schema.Path;
        if (Extensions is not null)
        {
            yield return Extensions.Path;
        }

        foreach (var file in Operations)
        {
            yield return file.Path;
        }
    }

    private static IEnumerable<string> OperationFiles(ClientConfig config)
    {
        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddIncludePatterns(config.Documents);
        matcher.AddExcludePatterns(NeverOperations);
        return matcher
            .Execute(new DirectoryInfoWrapper(new DirectoryInfo(config.Directory)))
            .Files.Select(match => Path.GetFullPath(match.Path, config.Directory))
            .Order(StringComparer.Ordinal);
    }
}
