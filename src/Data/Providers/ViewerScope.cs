using System.Globalization;
using Lintel.Domain;

namespace Lintel.Data;

/// <summary>The viewer as the wall knows it: settings that a statement carries and that end with its transaction.</summary>
public static class ViewerScope
{
    private const string Role = "lintel.role";
    private const string Now = "lintel.now";

    /// <summary>SQL of the viewer's role, as the graph spells it. In a subquery of its own it is evaluated once a statement, not once a row.</summary>
    public static string RoleSql => $"current_setting('{Role}', true)";

    /// <summary>SQL of an id of the viewer, evaluated once a statement; null where there is none.</summary>
    /// <param name="property">A property of <see cref="Viewer"/>, e.g. `BrandId`.</param>
    public static string IdSql(string property) => $"(SELECT NULLIF(current_setting('{SettingOf(property)}', true), '')::uuid)";

    /// <summary>SQL of the instant of the read, by the server's clock.</summary>
    public static string NowSql => $"(SELECT NULLIF(current_setting('{Now}', true), '')::timestamptz)";

    /// <summary>How a role is spelt in <see cref="RoleSql"/>.</summary>
    public static string NameOf(Role role) => EnumNames.ToConstantCase(role.ToString());

    /// <summary>Every setting and its value for a viewer; what the viewer has not got is empty.</summary>
    internal static IEnumerable<(string Setting, string Value)> Of(Viewer viewer, DateTimeOffset now)
    {
        yield return (Now, now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        yield return (Role, viewer.Role is { } role ? NameOf(role) : "");
        yield return (SettingOf(nameof(Viewer.AccountId)), Text(viewer.AccountId));
        yield return (SettingOf(nameof(Viewer.BrandId)), Text(viewer.BrandId));
        yield return (SettingOf(nameof(Viewer.RegionId)), Text(viewer.RegionId));
        yield return (SettingOf(nameof(Viewer.FranchiseId)), Text(viewer.FranchiseId));
        yield return (SettingOf(nameof(Viewer.StoreId)), Text(viewer.StoreId));
        yield return (SettingOf(nameof(Viewer.TeamId)), Text(viewer.TeamId));
        yield return (SettingOf(nameof(Viewer.AgentId)), Text(viewer.AgentId));
        yield return (SettingOf(nameof(Viewer.ClientId)), Text(viewer.ClientId));
    }

    internal static string SettingOf(string property) => $"lintel.{EnumNames.ToConstantCase(property).ToLowerInvariant()}";

    private static string Text(Guid? id) => id?.ToString("D") ?? "";
}
