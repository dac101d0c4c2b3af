using GraphQL.Execution;
using GraphQL.Validation;
using Lintel.Domain;

namespace Lintel.Server.Codes;

/// <summary>The codes of the engine's own rules: of a document that is no GraphQL, or does not fit the schema.</summary>
internal static class EngineCodes
{
    private const string End = "Error";

    /// <summary>What the engine derives its errors from, and what belongs to parts of it that are not used here.</summary>
    private static readonly string[] Unused = ["DocumentError", "RequestError", "ValidationError", "SyntaxError", "QueryMissingError"];

    /// <summary>A code has the name of its error.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. typeof(ValidationError)
            .Assembly.GetExportedTypes()
            .Where(type => type is { IsAbstract: false, Namespace: "GraphQL.Execution" or "GraphQL.Validation" or "GraphQL.Validation.Errors" })
            .Where(type => typeof(DocumentError).IsAssignableFrom(type) && !Unused.Contains(type.Name, StringComparer.Ordinal))
            .Select(type => EnumNames.ToConstantCase(type.Name[..^End.Length]))
            .Order(StringComparer.Ordinal),
    ];
}
