using System.Text;

namespace Lintel.Client.Generator.Model;

/// <summary>From GraphQL names to C# names.</summary>
internal static class CSharpNames
{
    /// <summary>Members that every record has or that generated types add; a property cannot be called so.</summary>
    private static readonly HashSet<string> TakenMembers = new(StringComparer.Ordinal)
    {
        "Clone",
        "Deconstruct",
        "EqualityContract",
        "Equals",
        "Finalize",
        "GetHashCode",
        "GetType",
        "MemberwiseClone",
        "PrintMembers",
        "Read",
        "ReferenceEquals",
        "ToString",
        "TypeName",
        "Write",
    };

    private static readonly HashSet<string> Keywords = new(
        (
            "abstract as base bool break byte case catch char checked class const continue decimal default delegate do "
            + "double else enum event explicit extern false finally fixed float for foreach goto if implicit in int "
            + "interface internal is lock long namespace new null object operator out override params private protected "
            + "public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw "
            + "true try typeof uint ulong unchecked unsafe ushort using virtual void volatile while"
        ).Split(' '),
        StringComparer.Ordinal
    );

    public static bool IsIdentifier(string name) =>
        name.Length > 0 && (char.IsAsciiLetter(name[0]) || name[0] == '_') && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    /// <summary>A namespace from the name of a project, which may hold anything: <c>my-app.2</c> → <c>my_app._2</c>.</summary>
    public static string Namespace(string projectName) =>
        string.Join(
            '.',
            projectName
                .Split('.', StringSplitOptions.RemoveEmptyEntries)
                .Select(part => string.Concat(part.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')))
                .Select(part => char.IsAsciiDigit(part[0]) ? "_" + part : part)
        );

    /// <summary><c>listPrice</c> → <c>ListPrice</c>, <c>list_price</c> → <c>ListPrice</c>.</summary>
    public static string Pascal(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var part in name.Split('_', StringSplitOptions.RemoveEmptyEntries))
        {
            text.Append(char.ToUpperInvariant(part[0])).Append(part.AsSpan(1));
        }

        return Valid(text, name);
    }

    /// <summary><c>PENDING_VERIFICATION</c> → <c>PendingVerification</c>; mixed case stays as it is.</summary>
    public static string EnumMember(string name)
    {
        if (name.Any(char.IsAsciiLetterLower))
        {
            return Pascal(name);
        }

        var text = new StringBuilder(name.Length);
        foreach (var part in name.Split('_', StringSplitOptions.RemoveEmptyEntries))
        {
            text.Append(part[0]).Append(part.AsSpan(1).ToString().ToLowerInvariant());
        }

        return Valid(text, name);
    }

    /// <summary><c>ListPrice</c> → <c>listPrice</c>, safe as a parameter.</summary>
    public static string Parameter(string property)
    {
        var name = char.ToLowerInvariant(property[0]) + property[1..];
        return Keywords.Contains(name) ? "@" + name
            : name is "cancellationToken" or "strategy" ? name + "_"
            : name;
    }

    /// <summary>Property names for response names, all different and none of them taken.</summary>
    public static Dictionary<string, string> Properties(IEnumerable<string> names, string ownerType)
    {
        var used = new HashSet<string>(StringComparer.Ordinal) { ownerType };
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            var property = Property(name);
            while (!used.Add(property))
            {
                property += "_";
            }

            properties[name] = property;
        }

        return properties;
    }

    public static string Property(string responseName)
    {
        if (string.Equals(responseName, "__typename", StringComparison.Ordinal))
        {
            return "TypeName";
        }

        var name = Pascal(responseName);
        return TakenMembers.Contains(name) ? name + "_" : name;
    }

    private static string Valid(StringBuilder text, string original) =>
        text.Length == 0 ? "_" + original.Length
        : char.IsAsciiDigit(text[0]) ? "_" + text
        : text.ToString();
}
