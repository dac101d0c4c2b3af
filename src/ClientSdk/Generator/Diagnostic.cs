using System.Globalization;

namespace Lintel.Client.Generator;

/// <summary>What can be wrong, with ids that never change their meaning.</summary>
internal static class DiagnosticIds
{
    /// <summary>The configuration is missing or malformed.</summary>
    public const string Configuration = "LNT0001";

    /// <summary>The schema does not parse or is not a valid schema.</summary>
    public const string Schema = "LNT0002";

    /// <summary>An operation file does not parse.</summary>
    public const string Syntax = "LNT0003";

    /// <summary>An operation does not fit the schema.</summary>
    public const string Operation = "LNT0004";

    /// <summary>An operation has no name to make a method from.</summary>
    public const string UnnamedOperation = "LNT0005";

    /// <summary>Two operations or fragments would get the same name in C#.</summary>
    public const string NameClash = "LNT0006";

    /// <summary>A scalar is mapped to a type that has no reader.</summary>
    public const string ScalarMapping = "LNT0007";

    /// <summary>An operation asks about the schema itself.</summary>
    public const string Introspection = "LNT0008";
}

/// <summary>One problem at its place, lines and columns from 1.</summary>
internal sealed record Diagnostic(string Id, string Message, string File, int Line, int Column)
{
    /// <summary>It stops nothing.</summary>
    public bool IsWarning { get; init; }

    /// <summary>The form that MSBuild and editors recognise: <c>file(line,column): error ID: message</c>.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{File}({Line},{Column}): {(IsWarning ? "warning" : "error")} {Id}: {Message.ReplaceLineEndings(" ")}"
        );
}

/// <summary>The input cannot be turned into a client; says why, everywhere it is wrong.</summary>
internal sealed class GenerationException(IReadOnlyList<Diagnostic> diagnostics) : Exception(string.Join('\n', diagnostics))
{
    public GenerationException(Diagnostic diagnostic)
        : this([diagnostic]) { }

    public IReadOnlyList<Diagnostic> Diagnostics { get; } = diagnostics;
}
