using System.CommandLine;
using System.CommandLine.Parsing;
using Lintel.Domain;

namespace Lintel.Server.Commands;

/// <summary>An option or argument that takes a role as the graph spells it.</summary>
internal static class RoleArgument
{
    private static readonly Dictionary<string, Role> Known = Enum.GetValues<Role>()
        .ToDictionary(role => EnumNames.ToConstantCase(role.ToString()), StringComparer.OrdinalIgnoreCase);

    private static string OneOf => $"One of {string.Join(", ", Known.Keys)}.";

    public static Option<Role?> Option(string description) =>
        new("--role") { Description = $"{description} {OneOf}", CustomParser = argument => Parsed(argument) };

    public static Argument<Role> Argument(string name) => new(name) { Description = OneOf, CustomParser = argument => Parsed(argument) ?? default };

    private static Role? Parsed(ArgumentResult argument)
    {
        var given = argument.Tokens[0].Value;
        if (Known.TryGetValue(given, out var role))
            return role;
        argument.AddError($"There is no role '{given}'.");
        return null;
    }
}
