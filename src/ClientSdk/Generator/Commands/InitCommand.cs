using System.CommandLine;
using System.Text.Json;
using Lintel.Client.Generator.Model;
using Lintel.Client.Generator.Reading;

namespace Lintel.Client.Generator.Commands;

/// <summary><c>lintel-sdk init</c>: a project's first configuration, schema and extensions.</summary>
internal static class InitCommand
{
    private const string Extensions = """
        # What this client adds to the schema. The server does not see it.

        # The field that tells one entity from another in the store of watched queries.
        extend schema @key(fields: "id")

        # A scalar in a C# type of your choice, among those that have a reader:
        # extend scalar Decimal @runtimeType(name: "global::System.Decimal")

        """;

    public static Command Create()
    {
        var url = new Argument<string>("url") { Description = "The graph's address." };
        var name = new Option<string>("--name")
        {
            Description = "The client's name. Default: LintelClient.",
            DefaultValueFactory = _ => "LintelClient",
        };
        var folder = new Option<DirectoryInfo>("--path")
        {
            Description = "The project's folder. Default: the working directory.",
            DefaultValueFactory = _ => new DirectoryInfo("."),
        };
        var source = new SchemaOptions();
        var command = new Command("init", "Writes .graphqlrc.json and schema.extensions.graphql, and fetches the schema.") { url, name, folder };
        source.AddTo(command);
        command.SetAction(
            async (line, cancellationToken) =>
            {
                var config = Path.Combine(line.GetRequiredValue(folder).FullName, ClientConfig.FileName);
                try
                {
                    var address = Address(line.GetRequiredValue(url), line.GetRequiredValue(name), config);
                    var sdl = await source.FetchAsync(line, address, cancellationToken);
                    var root = Path.GetDirectoryName(config)!; // a file lies in a folder
                    await SchemaOptions.WriteAsync(Path.Combine(root, "schema.graphql"), sdl, cancellationToken);
                    await WriteNewAsync(Path.Combine(root, "schema.extensions.graphql"), Extensions, cancellationToken);
                    await WriteNewAsync(config, Configuration(address, line.GetRequiredValue(name)), cancellationToken);
                    await Console.Out.WriteLineAsync($"{config}: written. Put operations into *.graphql files and build.");
                    return 0;
                }
                catch (Exception fault) when (fault is GenerationException or HttpRequestException or IOException)
                {
                    await Console.Out.WriteLineAsync(fault.Message);
                    return 1;
                }
            }
        );
        return command;
    }

    private static Uri Address(string url, string name, string config)
    {
        var problem =
            File.Exists(config) ? "There is a configuration already; 'lintel-sdk update' fetches the schema anew."
            : !CSharpNames.IsIdentifier(name) ? $"The client's name '{name}' is not a C# identifier."
            : !Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https")
                ? $"'{url}' is no address that starts with http:// or https://."
            : null;
        return problem is null ? new Uri(url) : throw new GenerationException(new Diagnostic(DiagnosticIds.Configuration, problem, config, 1, 1));
    }

    private static string Configuration(Uri url, string name) =>
        $$"""
            {
              "schema": "schema.graphql",
              "documents": "**/*.graphql",
              "extensions": {
                "strawberryShake": {
                  "name": "{{JsonEncodedText.Encode(name)}}",
                  "url": "{{JsonEncodedText.Encode(url.ToString())}}"
                }
              }
            }

            """;

    private static async Task WriteNewAsync(string file, string text, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            await File.WriteAllTextAsync(file, text, cancellationToken);
        }
    }
}
