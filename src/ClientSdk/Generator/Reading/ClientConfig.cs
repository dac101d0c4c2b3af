using System.Text.Json;

namespace Lintel.Client.Generator.Reading;

/// <summary>What of <c>.graphqlrc.json</c> counts here; the keys are Strawberry Shake's.</summary>
internal sealed record ClientConfig(string Directory, string Name, string Namespace, string Accessibility, string SchemaFile, string Documents)
{
    public const string FileName = ".graphqlrc.json";

    /// <summary>Reads the configuration; <paramref name="defaultNamespace"/> stands in when it names none.</summary>
    public static ClientConfig Read(string file, string defaultNamespace)
    {
        try
        {
            using var json = JsonDocument.Parse(
                File.ReadAllText(file),
                new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip }
            );
            return Of(json.RootElement, file, defaultNamespace);
        }
        catch (IOException fault)
        {
            throw new GenerationException(new Diagnostic(DiagnosticIds.Configuration, fault.Message, file, 1, 1));
        }
        catch (JsonException fault)
        {
            throw new GenerationException(
                new Diagnostic(
                    DiagnosticIds.Configuration,
                    fault.Message,
                    file,
                    (int)(fault.LineNumber ?? 0) + 1,
                    (int)(fault.BytePositionInLine ?? 0) + 1
                )
            );
        }
    }

    private static ClientConfig Of(JsonElement root, string file, string defaultNamespace)
    {
        var extensions = Member(root, "extensions");
        var shake = Member(extensions, "lintel") ?? Member(extensions, "strawberryShake");
        var name = Text(shake, "name") ?? "LintelClient";
        Require(Model.CSharpNames.IsIdentifier(name), $"The client's name '{name}' is not a C# identifier.", file);
        var named = Text(shake, "namespace");
        Require(named is null || named.Split('.').All(Model.CSharpNames.IsIdentifier), $"The namespace '{named}' is not a C# namespace.", file);
        return new ClientConfig(
            Path.GetDirectoryName(Path.GetFullPath(file))!,
            name,
            named ?? Model.CSharpNames.Namespace(defaultNamespace),
            string.Equals(Text(shake, "accessModifier"), "internal", StringComparison.OrdinalIgnoreCase) ? "internal" : "public",
            Text(root, "schema") ?? "schema.graphql",
            Text(root, "documents") ?? "**/*.graphql"
        );
    }

    private static void Require(bool holds, string otherwise, string file)
    {
        if (!holds)
        {
            throw new GenerationException(new Diagnostic(DiagnosticIds.Configuration, otherwise, file, 1, 1));
        }
    }

    private static JsonElement? Member(JsonElement? of, string name) =>
        of is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement? of, string name) =>
        Member(of, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
