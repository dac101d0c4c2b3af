using Lintel.Client.Generator.Emitting;
using Lintel.Client.Generator.Model;
using Lintel.Client.Generator.Reading;

namespace Lintel.Client.Generator;

/// <summary>Reading → model → emitting. The same input gives the same text, byte for byte.</summary>
internal static class ClientGenerator
{
    /// <exception cref="GenerationException">The input has mistakes; all that were found are in it.</exception>
    public static async Task<GeneratedClient> GenerateAsync(ClientInput input, CancellationToken cancellationToken)
    {
        if (input.Config.IsSchemaStrict)
        {
            Refuse(await SchemaCheck.ProblemsAsync(input.Schema, input.Extensions, cancellationToken));
        }

        var schema = SchemaReader.Read(input.Schema, input.Extensions);
        var operations = OperationReader.Read(input.Operations);
        Refuse(await OperationValidator.ProblemsAsync(operations, EngineSchema.Build(input.Schema), cancellationToken));
        var model = new ModelBuilder(input, schema, operations).Build();
        return new GeneratedClient(ClientEmitter.Emit(model), DocumentManifest.Of(model.Operations));
    }

    private static void Refuse(IReadOnlyList<Diagnostic> problems)
    {
        if (problems.Count > 0)
        {
            throw new GenerationException(problems);
        }
    }
}

/// <param name="Files">The code: one file, or one for each type.</param>
/// <param name="Manifest">The documents by their hashes, as JSON.</param>
internal sealed record GeneratedClient(IReadOnlyList<GeneratedFile> Files, string Manifest);

/// <param name="Name">The file's name without a folder.</param>
/// <param name="Text">What is in it.</param>
internal sealed record GeneratedFile(string Name, string Text);
