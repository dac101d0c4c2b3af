using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Lintel.Server.Codes;

/// <summary>The doc comments of an assembly, from the file that the build puts beside it.</summary>
internal sealed partial class DocComments(Assembly assembly)
{
    private readonly Dictionary<string, XElement> _members = XDocument
        .Load(Path.ChangeExtension(assembly.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(member => (string)member.Attribute("name")!, StringComparer.Ordinal); // every member has one

    /// <summary>The summary of a property in Markdown, on one line.</summary>
    public string Of(PropertyInfo property)
    {
        var name = $"P:{property.DeclaringType!.FullName}.{property.Name}"; // a property has one
        var summary = _members.GetValueOrDefault(name)?.Element("summary") ?? throw new InvalidOperationException($"{name} has no doc comment.");
        return Blank().Replace(string.Concat(summary.Nodes().Select(Markdown)), " ").Trim();
    }

    private static string Markdown(XNode node) =>
        node switch
        {
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XElement { Name.LocalName: "see" } see => $"`{((string?)see.Attribute("cref"))?.Split('.')[^1]}`",
            XElement other => other.Value,
            _ => node.ToString(),
        };

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blank();
}
