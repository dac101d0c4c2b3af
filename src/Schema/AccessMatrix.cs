using System.Globalization;
using System.Text;
using GraphQL.Types;
using Lintel.Domain;
using Lintel.Schema.Shared.Access;

namespace Lintel.Schema;

/// <summary>
/// Who may see what, as one Markdown page (<c>docs/access-matrix.md</c>), generated from the rules of the schema so that a
/// reviewer who reads no C# sees a leak. A permission change is a change of this page.
/// </summary>
public static class AccessMatrix
{
    private static readonly Role[] Roles = Enum.GetValues<Role>();

    public static string Write(ISchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        schema.Initialize();
        var page = new StringBuilder(
            """
            # Access matrix

            Generated from the declarations in `src/Schema` (`dotnet run --project src/Server -- access-matrix`); do not edit.

            A cell names the scopes a role's grants reach: OWN, TEAM, STORE,
            COOPERATION, FRANCHISE, REGION, ALL; `~MASK` means that the value is
            masked there. `·` means no grant: an operation that uses the element is refused with `FORBIDDEN` before anything runs.
            On rows out of scope a value is null. `row` means that whoever sees the row sees the element. An anonymous viewer has
            no grants at all.


            """
        );
        var types = schema
            .AllTypes.OfType<IObjectGraphType>()
            .Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal))
            .OrderBy(type => type.Name, StringComparer.Ordinal);
        foreach (var type in types)
        {
            WriteType(page, type);
        }

        foreach (var values in schema.AllTypes.OfType<EnumerationGraphType>().OrderBy(type => type.Name, StringComparer.Ordinal))
        {
            WriteEnum(page, values);
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    private static void WriteType(StringBuilder page, IObjectGraphType type)
    {
        var asRow = type.Fields.Where(field => field.Rule() is { AsRow: true }).Select(field => field.Name).Order(StringComparer.Ordinal).ToList();
        var ruled = type.Fields.Where(field => field.Rule() is { AsRow: false }).OrderBy(field => field.Name, StringComparer.Ordinal).ToList();
        if (ruled.Count > 0 || type.Rule() is not null)
        {
            WriteHead(page, type.Name);
            if (type.Rule() is { } rows)
            {
                WriteRow(page, "*rows*", rows);
            }

            foreach (var field in ruled)
            {
                WriteRow(page, field.Name, field.Rule()!); // filtered above
            }

            page.Append('\n');
        }
        else
        {
            WriteTitle(page, type.Name);
        }

        if (asRow.Count > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"row: {string.Join(", ", asRow)}\n\n");
        }
    }

    private static void WriteTitle(StringBuilder page, string name) => page.Append(CultureInfo.InvariantCulture, $"## {name}\n\n");

    private static void WriteHead(StringBuilder page, string name)
    {
        WriteTitle(page, name);
        page.Append(CultureInfo.InvariantCulture, $"| element | {string.Join(" | ", Roles.Select(Name))} |\n");
        page.Append(CultureInfo.InvariantCulture, $"|---|{string.Concat(Roles.Select(_ => "---|"))}\n");
    }

    /// <summary>An enum of which not every value is for everybody; a value without a row is.</summary>
    private static void WriteEnum(StringBuilder page, EnumerationGraphType values)
    {
        var ruled = values.Values.Where(value => value.Rule() is not null).OrderBy(value => value.Name, StringComparer.Ordinal).ToList();
        if (ruled.Count > 0)
        {
            WriteHead(page, values.Name);
            foreach (var value in ruled)
            {
                WriteRow(page, value.Name, value.Rule()!); // filtered above
            }

            page.Append('\n');
        }
    }

    private static void WriteRow(StringBuilder page, string element, AccessRule rule) =>
        page.Append(CultureInfo.InvariantCulture, $"| {element} | {string.Join(" | ", Roles.Select(role => Cell(rule, role)))} |\n");

    private static string Cell(AccessRule rule, Role role)
    {
        var grants = rule.Of(role);
        return grants.Count == 0
            ? "·"
            : string.Join(", ", grants.Select(grant => Upper(grant.Scope) + (grant.Mask == Mask.None ? "" : "~" + Upper(grant.Mask))));
    }

    private static string Name(Role role) => Upper(role);

    private static string Upper<TEnum>(TEnum value)
        where TEnum : struct, Enum => EnumNames.ToConstantCase(value.ToString());
}
