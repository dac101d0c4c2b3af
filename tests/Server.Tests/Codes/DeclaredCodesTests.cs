using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using GraphQL;
using Lintel.Domain;
using Lintel.Schema.Shared.Errors;
using Lintel.Server.Codes;
using Lintel.Server.Transport.Http;
using Lintel.Server.Transport.WebSockets;

namespace Lintel.Server.Tests.Codes;

/// <summary>Every code that the server can give is declared, and every declared one can be given.</summary>
public sealed partial class DeclaredCodesTests
{
    /// <summary>Texts that look like codes and are none.</summary>
    private static readonly string[] Others =
    [
        "ASPNETCORE_ENVIRONMENT",
        "DOTNET_ENVIRONMENT",
        "FIRST_HOME", // a column's default, in the compiled model
        "LISTING_CREATED", // the same
        "MALLOC_ARENA_MAX",
        "NOT_IN_FORCE", // a state
        "NOT_SENT", // a state
        "TOO_MANY_UPLOADS", // a state
    ];

    private static readonly IReadOnlyList<string> Texts = [.. DeclaredCodes.Assemblies.SelectMany(TextsOf).Distinct(StringComparer.Ordinal)];

    [Fact]
    public void A_code_is_declared_once() =>
        Assert.Equal(
            [],
            DeclaredCodes.All.GroupBy(code => code.Code, StringComparer.Ordinal).Where(code => code.Count() > 1).Select(code => code.Key)
        );

    [Fact]
    public void What_looks_like_a_code_is_declared()
    {
        var declared = DeclaredCodes.All.Select(code => code.Code).ToHashSet(StringComparer.Ordinal);

        var unknown = Texts.Where(text =>
            LooksLikeCode().IsMatch(text) && !declared.Contains(text) && !Others.Contains(text, StringComparer.Ordinal)
        );

        Assert.Equal(
            [],
            unknown.Where(text => !text.StartsWith("OTEL_", StringComparison.Ordinal) && !text.StartsWith("LINTEL_", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void A_code_stands_in_the_source_where_it_is_declared_and_nowhere_else()
    {
        var written =
            from file in Directory.EnumerateFiles(RepositoryFiles.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            where !file.Contains("ClientSdk", StringComparison.Ordinal)
            from Match match in Written().Matches(File.ReadAllText(file))
            select $"{Path.GetFileName(file)}: {match.Value}";

        Assert.Equal([], written);
    }

    [Fact]
    public void A_declared_code_can_be_given()
    {
        var formats = typeof(Data.LintelDbContext)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".json", StringComparison.Ordinal));
        var rejected = string.Concat(formats.Select(ReadResource));

        var unused = DeclaredCodes
            .All.Where(code => !code.Is<CloseCodeAttribute>())
            .Where(code => !Texts.Contains(code.Code, StringComparer.Ordinal))
            .Where(code => !rejected.Contains($"\"{code.Code}\"", StringComparison.Ordinal));

        Assert.Equal([], unused.Select(code => code.Code));
    }

    [Fact]
    public void An_error_type_says_what_to_do_and_has_the_code_of_its_name()
    {
        var types = typeof(UserError).Assembly.GetTypes().Where(type => type.BaseType == typeof(UserError) && type != typeof(InvalidInput)).ToList();

        Assert.True(types.Count > 20);
        Assert.Equal([], types.Where(type => !type.IsDefined(typeof(ErrorTypeAttribute))).Select(type => type.Name));
        Assert.Equal(
            types.Select(type => EnumNames.ToConstantCase(type.Name)),
            types.Select(type => type.GetConstructors().SelectMany(LoadedTexts).First(text => LooksLikeCode().IsMatch(text)))
        );
    }

    [Fact]
    public void The_status_of_what_the_graph_refuses_is_the_declared_one()
    {
        var declared = DeclaredCodes.All.Where(code =>
            code.Is<RequestCodeAttribute>() && code.Declared.DeclaringType!.Assembly == typeof(ErrorCodes).Assembly
        );
        foreach (var code in declared)
        {
            var status = Assert.Single(code.Declared.GetCustomAttribute<RequestCodeAttribute>()!.Statuses);
            // What fields answer with does not refuse the operation.
            var ran = code.Code is ErrorCodes.BadArgument or ErrorCodes.CursorMismatch or ErrorCodes.PositionNotRetained or ErrorCodes.PositionAhead;
            var result = new ExecutionResult(new ExecutionError("") { Code = code.Code }) { Executed = ran };

            Assert.Equal((code.Code, status), (code.Code, ResponseWriter.Status(result, "application/graphql-response+json")));
        }
    }

    private static string ReadResource(string name)
    {
        using var reader = new StreamReader(typeof(Data.LintelDbContext).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    /// <summary>Every text that a method of an assembly can load; constants in attributes are not among them.</summary>
    private static IEnumerable<string> TextsOf(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        var texts = new List<string>();
        for (var handle = default(UserStringHandle); ; )
        {
            handle = metadata.GetNextHandle(handle);
            if (handle.IsNil)
                return texts;
            texts.Add(metadata.GetUserString(handle));
        }
    }

    private static IEnumerable<string> LoadedTexts(ConstructorInfo constructor)
    {
        const byte loadText = 0x72;
        var code = constructor.GetMethodBody()!.GetILAsByteArray()!;
        for (var at = 0; at + 4 < code.Length; at++)
        {
            if (code[at] == loadText && code[at + 4] == 0x70)
                yield return constructor.Module.ResolveString(BitConverter.ToInt32(code, at + 1));
        }
    }

    [GeneratedRegex(@"^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LooksLikeCode();

    [GeneratedRegex(@"(new InvalidInput|Refuse|new LimitError)\(\s*""[A-Z_]+""|\bCode = ""[A-Z_]+""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Written();
}
