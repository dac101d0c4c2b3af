using System.Text.RegularExpressions;
using Lintel.Client.Generator.Model;

namespace Lintel.Client.Generator.Emitting;

/// <summary>
/// Emitters name every type in full, so that nothing can hide it; here the full names become short ones where nothing does, and the code a pleasure to
/// read.
/// </summary>
internal sealed partial class ShortNames
{
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["Lintel.Client"] =
        [
            "ClientBuilder",
            "EnumValue",
            "ExecutionStrategy",
            "IOperationResult",
            "RequestStrategy",
            "StreamExtensions",
            "SubscriptionTransport",
        ],
        ["Lintel.Client.Operations"] =
        [
            "ArgumentShape",
            "ClientRegistration",
            "ConditionShape",
            "FieldShape",
            "JsonValues",
            "ListSizeShape",
            "OperationDocument",
            "OperationExecutor",
            "OperationKind",
            "OperationShape",
            "Optional",
            "Pagination",
            "ResumePoint",
        ],
        ["Microsoft.Extensions.DependencyInjection"] = ["IServiceCollection"],
        ["System"] =
        [
            "ArgumentOutOfRangeException",
            "DateOnly",
            "DateTimeOffset",
            "Guid",
            "IObservable",
            "InvalidOperationException",
            "Obsolete",
            "StringComparer",
            "TimeOnly",
            "TimeSpan",
            "Uri",
        ],
        ["System.Collections.Generic"] = ["Dictionary", "IAsyncEnumerable", "IReadOnlyList"],
        ["System.Globalization"] = ["CultureInfo"],
        ["System.Text.Json"] = ["JsonElement", "JsonTokenType", "Utf8JsonReader", "Utf8JsonWriter"],
        ["System.Threading"] = ["CancellationToken"],
        ["System.Threading.Tasks"] = ["Task"],
    };

    /// <summary>Members of generated classes, which hide types of their names.</summary>
    private static readonly string[] OwnMembers =
    [
        "Document",
        "ExecuteAsync",
        "Follow",
        "NameOf",
        "Of",
        "PagesAsync",
        "PositionOf",
        "Prepare",
        "Price",
        "Read",
        "Shape",
        "SubscribeAsync",
        "TypeName",
        "Watch",
        "Write",
    ];

    private readonly string _namespace;
    private readonly HashSet<string> _members = new(OwnMembers, StringComparer.Ordinal);
    private readonly HashSet<string> _types = new(StringComparer.Ordinal);

    public ShortNames(ClientModel model)
    {
        _namespace = model.Config.Namespace;
        // A namespace within the client's own hides a type of its name, too.
        _members.UnionWith(model.Config.Namespace.Split('.'));
        foreach (var answer in model.Answers)
        {
            _types.Add(answer.Name);
            var classes = answer is HierarchyModel hierarchy ? hierarchy.Members : [(ClassModel)answer];
            foreach (var type in classes)
            {
                _types.Add(type.Name);
                _members.UnionWith(type.Properties.Select(property => property.Name));
            }
        }

        foreach (var input in model.Inputs.Concat(model.Operations.Select(operation => operation.Variables)))
        {
            _types.Add(input.Name);
            _members.UnionWith(input.Fields.Select(field => field.Name));
        }

        foreach (var item in model.Enums)
        {
            _types.UnionWith([item.Name, item.Name + "Names"]);
            _members.UnionWith(item.Members.Select(member => member.Name));
        }

        _types.UnionWith(model.Fragments.Select(fragment => fragment.Name));
        _members.UnionWith(model.Operations.Select(operation => operation.Name));
    }

    /// <summary>The code with short names, and the namespaces that it has to use for them.</summary>
    public (string Code, IReadOnlyList<string> Usings) Apply(string code, string within)
    {
        var usings = new SortedSet<string>(StringComparer.Ordinal);
        var shortened = FullName().Replace(code, match => Shortened(match.Groups["path"].Value, within, usings) ?? match.Value);
        return (shortened, [.. usings]);
    }

    private string? Shortened(string path, string within, SortedSet<string> usings)
    {
        if (NameIn(_namespace, path) is { } own)
        {
            var isSafe = string.Equals(_namespace, within, StringComparison.Ordinal) && !_members.Contains(own);
            return isSafe ? path[(_namespace.Length + 1)..] : null;
        }

        foreach (var (space, names) in Known)
        {
            if (NameIn(space, path) is { } name && names.Contains(name, StringComparer.Ordinal) && !_members.Contains(name) && !_types.Contains(name))
            {
                if (!string.Equals(space, within, StringComparison.Ordinal))
                {
                    usings.Add(space);
                }

                return path[(space.Length + 1)..];
            }
        }

        return null;
    }

    /// <summary>The name that follows a namespace in a path; null when the path is none of it.</summary>
    private static string? NameIn(string space, string path) =>
        path.Length > space.Length + 1 && path[space.Length] == '.' && path.StartsWith(space, StringComparison.Ordinal)
            ? path[(space.Length + 1)..].Split('.')[0]
            : null;

    [GeneratedRegex(@"global::(?<path>\w+(\.\w+)*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex FullName();
}
