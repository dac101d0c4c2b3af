using System.Reflection;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Schema;
using Lintel.Schema.Shared.Errors;
using Lintel.Server.Transport.WebSockets;

namespace Lintel.Server.Codes;

/// <summary>One code that callers switch on, as it is declared.</summary>
/// <param name="Code">As callers see it.</param>
/// <param name="Declared">The declaration: a constant, or an error type.</param>
/// <param name="Meaning">What it means; null: the graph says it of the error type.</param>
/// <param name="Remedy">What a caller can do about it.</param>
internal sealed record DeclaredCode(string Code, MemberInfo Declared, string? Meaning, string Remedy)
{
    /// <summary>The attribute it is declared with.</summary>
    public bool Is<T>()
        where T : Attribute => Declared.IsDefined(typeof(T), inherit: false);
}

/// <summary>All codes of the server, each found where it is declared.</summary>
internal static class DeclaredCodes
{
    private const BindingFlags Constants = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Every code, by its name.</summary>
    public static IReadOnlyList<DeclaredCode> All { get; } =
    [
        .. Assemblies
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => OfType(type).Concat(type.GetFields(Constants).SelectMany(OfField)))
            .OrderBy(code => code.Code, StringComparer.Ordinal),
    ];

    /// <summary>The assemblies of the server, from the rules outward.</summary>
    public static IReadOnlyList<Assembly> Assemblies =>
        [typeof(UserError).Assembly, typeof(LintelDbContext).Assembly, typeof(SchemaViews).Assembly, typeof(DeclaredCodes).Assembly];

    private static IEnumerable<DeclaredCode> OfType(Type type) =>
        type.GetCustomAttribute<ErrorTypeAttribute>(inherit: false) is { } declared
            ? [new DeclaredCode(EnumNames.ToConstantCase(type.Name), type, declared.Meaning, declared.Remedy)]
            : [];

    private static IEnumerable<DeclaredCode> OfField(FieldInfo field) =>
        field switch
        {
            _ when field.GetCustomAttribute<CodeAttribute>() is { } declared =>
            [
                new DeclaredCode((string)field.GetRawConstantValue()!, field, declared.Meaning, declared.Remedy), // a code is a text
            ],
            _ when field.GetCustomAttribute<CloseCodeAttribute>() is { } declared =>
            [
                new DeclaredCode(((int)field.GetRawConstantValue()!).ToString("D4", null), field, declared.Meaning, declared.Remedy), // a close code is a number
            ],
            _ => [],
        };
}
