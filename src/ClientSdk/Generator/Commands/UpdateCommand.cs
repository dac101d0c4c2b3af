using System.CommandLine;
using Lintel.Client.Generator.Reading;

namespace Lintel.Client.Generator.Commands;

/// <summary><c>lintel-sdk update</c>: fetches the schema anew.</summary>
internal static class UpdateCommand
{
    public static Command Create()
    {
        var options = new CommandOptions();
        var source = new SchemaOptions();
        var command = new Command("update", "Fetches the schema from the graph's address.");
        options.AddTo(command);
        source.AddTo(command);
        command.SetAction(
            async (line, cancellationToken) =>
            {
                try
                {
                    var config = ConfigReader.Read(line.GetRequiredValue(options.Config).FullName, options.Overrides(line));
                    if (config.Url is not { } url)
                    {
                        throw new GenerationException(
                            new Diagnostic(DiagnosticIds.Configuration, "No address: write it as 'url', or give --url.", config.File, 1, 1)
                        );
                    }

                    var sdl = await source.FetchAsync(line, url, cancellationToken);
                    var file = Path.GetFullPath(config.SchemaFile, config.Directory);
                    var isNew = await SchemaOptions.WriteAsync(file, sdl, cancellationToken);
                    await Console.Out.WriteLineAsync(isNew ? $"{file}: updated." : $"{file}: as it was.");
                    return 0;
                }
                catch (Exception fault) when (fault is GenerationException or HttpRequestException)
                {
                    await Console.Out.WriteLineAsync(fault.Message);
                    return 1;
                }
            }
        );
        return command;
    }
}
