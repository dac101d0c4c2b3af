using System.CommandLine;
using Lintel.Client.Generator.Reading;

namespace Lintel.Client.Generator.Commands;

/// <summary>How the schema is asked for.</summary>
internal sealed class SchemaOptions
{
    private readonly Option<string?> _token = new("--token") { Description = "The bearer token. Default: the variable LINTEL_TOKEN." };
    private readonly Option<string[]> _headers = new("--header") { Description = "A header to send, as Name: value. Can be given several times." };

    public void AddTo(Command command)
    {
        command.Add(_token);
        command.Add(_headers);
    }

    public async Task<string> FetchAsync(ParseResult line, Uri url, CancellationToken cancellationToken)
    {
        var headers = (line.GetValue(_headers) ?? [])
            .Select(header => header.Split(':', 2))
            .Where(parts => parts.Length == 2)
            .Select(parts => KeyValuePair.Create(parts[0].Trim(), parts[1].Trim()));
        var token = line.GetValue(_token) ?? Environment.GetEnvironmentVariable("LINTEL_TOKEN");
        using var http = new HttpClient();
        return await new SchemaSource(http).FetchAsync(url, string.IsNullOrEmpty(token) ? null : token, headers, cancellationToken);
    }

    /// <summary>Writes a schema in its place, unless it is there already.</summary>
    /// <returns>Whether anything changed.</returns>
    public static async Task<bool> WriteAsync(string file, string sdl, CancellationToken cancellationToken)
    {
        // What came is parsed before it takes the place of what worked.
        _ = SchemaReader.Parse(SourceFile.Of(file, sdl));
        var text = sdl.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (File.Exists(file) && string.Equals(await File.ReadAllTextAsync(file, cancellationToken), text, StringComparison.Ordinal))
        {
            return false;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!); // a file lies in a folder
        await File.WriteAllTextAsync(file, text, cancellationToken);
        return true;
    }
}
