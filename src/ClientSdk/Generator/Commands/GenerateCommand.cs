using System.CommandLine;
using Lintel.Client.Generator.Reading;

namespace Lintel.Client.Generator.Commands;

/// <summary><c>lintel-sdk generate</c>: what the MSBuild step runs, and what can be run by hand.</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        var options = new CommandOptions();
        var output = new Option<DirectoryInfo?>("--output")
        {
            Description = "The folder to write the client to; beats outputDirectoryName. Default: Generated, beside the configuration.",
        };
        var build = new Option<DirectoryInfo?>("--build-output")
        {
            Description = "The folder to write to when no other is named, as builds give it.",
        };
        var inputs = new Option<FileInfo?>("--inputs")
        {
            Description = "A file to write the names of all files read into, one a line, for incremental builds.",
        };
        var outputs = new Option<FileInfo?>("--outputs")
        {
            Description = "A file to write the names of all files of the client into, one a line, for incremental builds.",
        };
        var manifest = new Option<FileInfo?>("--manifest")
        {
            Description = "A file to write the documents into by their hashes, to be published with trustedDocumentsPublish.",
        };
        var command = new Command("generate", "Generates the client that .graphqlrc.json describes.") { output, build, inputs, outputs, manifest };
        options.AddTo(command);
        command.SetAction(
            (line, cancellationToken) =>
                RunAsync(
                    line.GetRequiredValue(options.Config).FullName,
                    options.Overrides(line) with
                    {
                        OutputDirectory = line.GetValue(output)?.FullName,
                    },
                    new Destinations(
                        line.GetValue(build)?.FullName,
                        line.GetValue(inputs)?.FullName,
                        line.GetValue(outputs)?.FullName,
                        line.GetValue(manifest)?.FullName
                    ),
                    Console.Out,
                    cancellationToken
                )
        );
        return command;
    }

    /// <param name="Build">The folder for the code when neither the command line nor the configuration names one.</param>
    /// <param name="Inputs">The list of files read.</param>
    /// <param name="Outputs">The list of files of code.</param>
    /// <param name="Manifest">The manifest of documents.</param>
    internal sealed record Destinations(string? Build = null, string? Inputs = null, string? Outputs = null, string? Manifest = null);

    /// <summary>0, or 1 after writing every mistake as a compiler error.</summary>
    public static async Task<int> RunAsync(
        string configFile,
        ConfigOverrides overrides,
        Destinations destinations,
        TextWriter log,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var config = ConfigReader.Read(configFile, overrides);
            await WriteAsync(log, config.Warnings);
            var input = ClientInput.Read(config);
            var client = await ClientGenerator.GenerateAsync(input, cancellationToken);
            var folder = Path.GetFullPath(config.OutputDirectory ?? destinations.Build ?? "Generated", config.Directory);
            var written = await WriteAsync(client, folder, cancellationToken);
            await ListAsync(destinations.Outputs, written, cancellationToken);
            await ListAsync(destinations.Inputs, input.Files(), cancellationToken);
            if (destinations.Manifest is { } manifest)
            {
                await WriteIfChangedAsync(manifest, client.Manifest, cancellationToken);
            }

            return 0;
        }
        catch (GenerationException refused)
        {
            await WriteAsync(log, refused.Diagnostics);
            return 1;
        }
    }

    /// <summary>Writes the code and takes away what an earlier run wrote and this one does not.</summary>
    private static async Task<IReadOnlyList<string>> WriteAsync(GeneratedClient client, string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var written = client.Files.Select(file => Path.Combine(folder, file.Name)).ToList();
        foreach (var old in Directory.EnumerateFiles(folder, "*.g.cs").Where(file => !written.Contains(file, StringComparer.Ordinal)))
        {
            if ((await File.ReadAllTextAsync(old, cancellationToken)).Contains("// Written by lintel-sdk", StringComparison.Ordinal))
            {
                File.Delete(old);
            }
        }

        foreach (var file in client.Files)
        {
            await WriteIfChangedAsync(Path.Combine(folder, file.Name), file.Text, cancellationToken);
        }

        return written;
    }

    private static async Task WriteAsync(TextWriter log, IEnumerable<Diagnostic> problems)
    {
        foreach (var problem in problems)
        {
            await log.WriteLineAsync(problem.ToString());
        }
    }

    private static async Task ListAsync(string? file, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        if (file is not null)
        {
            await WriteIfChangedAsync(file, string.Join('\n', names) + "\n", cancellationToken);
        }
    }

    /// <summary>An unchanged file keeps its time, so that nothing is compiled again for it.</summary>
    private static async Task WriteIfChangedAsync(string file, string text, CancellationToken cancellationToken)
    {
        if (!File.Exists(file) || !string.Equals(await File.ReadAllTextAsync(file, cancellationToken), text, StringComparison.Ordinal))
        {
            await File.WriteAllTextAsync(file, text, cancellationToken);
        }
    }
}
