using Lintel.Client.Generator.Emitting;
using Lintel.Client.Generator.Model;
using Lintel.Client.Generator.Reading;

namespace Lintel.Client.Generator;

/// <summary>Reading → model → emitting. The same input gives the same text, byte for byte.</summary>
internal static class ClientGenerator
{
    /// <exception cref="GenerationException">The input has mistakes; all that were found are in it.</exception>
    public static async Task<string> GenerateAsync(ClientInput input, CancellationToken cancellationToken)
    {
        var schema = SchemaReader.Read(input.Schema, input.Extensions);
        var operations = OperationReader.Read(input.Operations);
        var problems = await OperationValidator.ProblemsAsync(operations, EngineSchema.Build(input.Schema), cancellationToken);
        if (problems.Count > 0)
        {
            throw new GenerationException(problems);
        }

        return ClientEmitter.Emit(new ModelBuilder(input, schema, operations).Build());
    }
}
