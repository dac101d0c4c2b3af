using System.CommandLine;
using Lintel.Domain;

namespace Lintel.Server.Commands;

/// <summary>The option <c>--role</c>, which takes a role as the graph spells it.</summary>
internal static class RoleArgument
{
    private static readonly Dictionary<string, Role> Known = Enum.GetValues<Role>()
        .ToDictionary(role => EnumNames.ToConstantCase(role.ToString()), StringComparer.OrdinalIgnoreCase);

    public static Option<Role?> Option(string description) =>
        new("--role")
        {
            Description = $"{description} One of {string.Join(", ", Known.Keys)}.",
            CustomParser = argument =>
            {
                var given = argument.Tokens[0].Value;
                if (Known.TryGetValue(given, out var role))
                    return role;
                argument.AddError($"There is no role '{given}'.");
                return null;
            },
        };
}
