using System.CommandLine;
using Lintel.Client.Generator.Reading;

namespace Lintel.Client.Generator;

/// <summary><c>lintel-sdk generate</c>: what the MSBuild step runs, and what can be run by hand.</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        var config = new Option<FileInfo>("--config")
        {
            Description = $"The configuration. Default: {ClientConfig.FileName} in the working directory.",
            DefaultValueFactory = _ => new FileInfo(ClientConfig.FileName),
        };
        var output = new Option<FileInfo>("--output")
        {
            Description = "The file to write the client to. Default: LintelClient.g.cs.",
            DefaultValueFactory = _ => new FileInfo("LintelClient.g.cs"),
        };
        var @namespace = new Option<string>("--namespace")
        {
            Description = "The namespace when the configuration names none. Default: Lintel.Generated.",
            DefaultValueFactory = _ => "Lintel.Generated",
        };
        var inputs = new Option<FileInfo?>("--inputs")
        {
            Description = "A file to write the names of all files read into, one a line, for incremental builds.",
        };
        var command = new Command("generate", "Generates the client that .graphqlrc.json describes.") { config, output, @namespace, inputs };
        command.SetAction(
            (arguments, cancellationToken) =>
                RunAsync(
                    arguments.GetRequiredValue(config).FullName,
                    arguments.GetRequiredValue(output).FullName,
                    arguments.GetRequiredValue(@namespace),
                    arguments.GetValue(inputs)?.FullName,
                    Console.Out,
                    cancellationToken
                )
        );
        return command;
    }

    /// <summary>0, or 1 after writing every mistake as a compiler error.</summary>
    public static async Task<int> RunAsync(
        string configFile,
        string outputFile,
        string defaultNamespace,
        string? inputsFile,
        TextWriter log,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var config = ClientConfig.Read(configFile, defaultNamespace);
            var input = ClientInput.Read(config);
            var code = await ClientGenerator.GenerateAsync(input, cancellationToken);
            Directory.CreateDirectory(Path.GetDirectoryName(outputFile)!);
            await WriteIfChangedAsync(outputFile, code, cancellationToken);
            if (inputsFile is not null)
            {
                await File.WriteAllLinesAsync(inputsFile, input.Files(), cancellationToken);
            }

            return 0;
        }
        catch (GenerationException refused)
        {
            foreach (var problem in refused.Diagnostics)
            {
                await log.WriteLineAsync(problem.ToString());
            }

            return 1;
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
