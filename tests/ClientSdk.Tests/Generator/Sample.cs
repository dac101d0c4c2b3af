using System.Collections.Immutable;
using Lintel.Client.Generator;
using Lintel.Client.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Lintel.ClientSdk.Tests.Generator;

/// <summary>Generates clients in memory from the schema of Graph/ and given operations.</summary>
internal static class Sample
{
    private static readonly string Directory = Path.Combine(AppContext.BaseDirectory, "Generator", "Samples");

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(file => !file.EndsWith("Lintel.ClientSdk.Tests.dll", StringComparison.Ordinal))
            .Select(file => MetadataReference.CreateFromFile(file)),
    ];

    public static TheoryData<string> Names =>
        [.. System.IO.Directory.GetFiles(Directory).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public static SourceFile Operations(string name) =>
        SourceFile.Of($"{name}.graphql", File.ReadAllText(Path.Combine(Directory, $"{name}.graphql")));

    public static SourceFile Schema => Graph("schema.graphql");

    public static Task<string> GenerateAsync(params SourceFile[] operations) =>
        GenerateFromAsync(Schema, Graph("schema.extensions.graphql"), operations);

    public static async Task<string> GenerateFromAsync(SourceFile schema, SourceFile? extensions, params SourceFile[] operations) =>
        (await GenerateAsync(Config, schema, extensions, operations)).Files.Single().Text;

    public static Task<GeneratedClient> GenerateAsync(ClientConfig config, params SourceFile[] operations) =>
        GenerateAsync(config, Schema, Graph("schema.extensions.graphql"), operations);

    public static ClientConfig Config { get; } = new() { Name = "SampleClient", Namespace = "Sample.Graph" };

    private static Task<GeneratedClient> GenerateAsync(
        ClientConfig config,
        SourceFile schema,
        SourceFile? extensions,
        IReadOnlyList<SourceFile> operations
    ) => ClientGenerator.GenerateAsync(new ClientInput(config, schema, extensions, operations), CancellationToken.None);

    /// <summary>What the compiler says with everything switched on that a strict partner may have.</summary>
    public static IEnumerable<string> CompilerMessages(params IEnumerable<string> code)
    {
        var trees = code.Select(text =>
            CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp13, DocumentationMode.Diagnose))
        );
        var compilation = CSharpCompilation.Create(
            "sample",
            trees,
            References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                warningLevel: 9999
            )
        );
        using var assembly = new MemoryStream();
        return compilation
            .Emit(assembly)
            .Diagnostics.Where(message => message.Severity >= DiagnosticSeverity.Warning)
            .Select(message => message.ToString());
    }

    private static SourceFile Graph(string name) => SourceFile.Of(name, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Graph", name)));
}
