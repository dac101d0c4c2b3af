using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lintel.Data.Providers.Postgres.Searching;
using Lintel.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Lintel.Data.Providers.Postgres.Wall;

/// <summary>
/// The wall as SQL: for every table its policies and rights, for every computed row a view that has the viewer's condition in it, for every
/// searched table the function that finds its rows.
/// A table that nobody thought of is in nobody's sight but the server's own.
/// </summary>
internal sealed class WallScript
{
    /// <summary>Where the mark of the wall is kept: a comment on the table that every migrated database has.</summary>
    public const string MarkedTable = "__EFMigrationsHistory";

    private const string Brand = nameof(IPlaced.BrandId);

    private static readonly string Viewers = string.Join(", ", WallRoles.Viewers);

    /// <summary>What is appended and never changed after: an actor adds to it and no more.</summary>
    private static readonly HashSet<string> AppendOnly = ["audit_entries", "events", "version_changes"];

    private readonly Dictionary<Type, RowPolicy> _policies;
    private readonly StringBuilder _sql = new();

    public WallScript(IModel model, IReadOnlyList<RowPolicy> policies)
    {
        _policies = policies.ToDictionary(policy => policy.Entity);
        var entities = model.GetEntityTypes().OrderBy(entity => entity.Name, StringComparer.Ordinal).ToList();
        foreach (var table in entities.Where(entity => entity.GetTableName() is not null))
        {
            Tables.Add(table.GetTableName()!); // asked for above
            WriteTable(table);
        }

        foreach (var computed in entities.Where(entity => entity.GetSqlQuery() is not null))
        {
            Views.Add(ViewOf(computed));
            WriteView(computed);
        }

        foreach (var table in SearchedTable.AllOf(model))
        {
            Functions.Add(PostgresSearch.FunctionOf(table));
            _sql.AppendLine(PostgresSearch.Function(table));
        }

        Functions.AddRange(EventMonthsScript.Make, EventMonthsScript.Drop);
        _sql.AppendLine(EventMonthsScript.Text);
        _sql.AppendLine($"GRANT SELECT ON {Quote(MarkedTable)} TO {WallRoles.System};");
        Text = _sql.ToString();
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
    }

    /// <summary>The statements that put the wall up where none is.</summary>
    public string Text { get; }

    public string Hash { get; }
    public List<string> Tables { get; } = [];
    public List<string> Views { get; } = [];
    public List<string> Functions { get; } = [];

    /// <summary>The view that shows a viewer its computed rows.</summary>
    public static string ViewOf(IEntityType computed) => EnumNames.ToConstantCase(computed.ClrType.Name).ToLowerInvariant() + "_of_viewer";

    public static string Quote(string identifier) => $"\"{identifier}\"";

    private void WriteTable(IEntityType entity)
    {
        var table = Quote(entity.GetTableName()!); // one of a table
        _sql.AppendLine($"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;");
        if (entity.ClrType == typeof(AccessEpoch))
        {
            WriteAccessEpoch(table);
            return;
        }

        WritePolicy(table, WallRoles.System, "ALL", "true");
        _sql.AppendLine($"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {WallRoles.System};");
        if (entity.ClrType == typeof(SharedBudget))
        {
            // No change and no read of anybody has to do with it.
            return;
        }

        WritePolicy(table, WallRoles.Actor, "ALL", OfBrand(entity, table) ?? "true", OfWhole(entity, table));
        _sql.AppendLine($"GRANT {ActorRights(entity)} ON {table} TO {WallRoles.Actor};");
        if (_policies.TryGetValue(entity.ClrType, out var policy))
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                if (policy.Predicate(role, table) is { } predicate)
                {
                    WritePolicy(table, WallRoles.Of(role), "SELECT", predicate);
                }
            }

            // Who has no policy sees no rows, and is told no more than that.
            _sql.AppendLine($"GRANT SELECT ON {table} TO {Viewers};");
        }
    }

    /// <summary>Read by whoever reads viewers or checks one, and written by its triggers alone.</summary>
    private void WriteAccessEpoch(string table)
    {
        foreach (var role in WallRoles.All.Where(role => role != WallRoles.Actor))
        {
            WritePolicy(table, role, "SELECT", "true");
            _sql.AppendLine($"GRANT SELECT ON {table} TO {role};");
        }

        _sql.AppendLine(AccessEpochScript.Text);
    }

    /// <summary>A policy's name is the role it is for. What is written must meet the predicate and, where there is one, the check.</summary>
    private void WritePolicy(string table, string role, string command, string predicate, string? check = null) =>
        _sql.Append($"CREATE POLICY {role} ON {table} FOR {command} TO {role} USING ({predicate})")
            .AppendLine(check is null ? ";" : $" WITH CHECK ({predicate} AND {check});");

    /// <summary>
    /// Counts rows that the viewer may not see one by one, hence with the owner's rights; the barrier keeps a caller's
    /// functions away from rows that the condition drops. A view has no policies, so the role of whoever reads it is in the condition.
    /// </summary>
    private void WriteView(IEntityType computed)
    {
        if (!_policies.TryGetValue(computed.ClrType, out var policy))
        {
            return;
        }

        var view = Quote(ViewOf(computed));
        _sql.AppendLine($"CREATE VIEW {view} WITH (security_barrier) AS SELECT * FROM ({computed.GetSqlQuery()}) AS computed")
            .AppendLine($"WHERE {OfAnyRole(policy, "computed")};")
            .AppendLine($"GRANT SELECT ON {view} TO {Viewers};");
    }

    /// <summary>
    /// A branch for each thing a role may see; no branch, no rows. It is one CASE, because the planner takes that for half of the rows, while it
    /// would take a comparison with the role for hardly any and choose its joins accordingly. The branch is found once a statement.
    /// </summary>
    private static string OfAnyRole(RowPolicy policy, string row)
    {
        var branches = Enum.GetValues<Role>()
            .GroupBy(role => policy.Predicate(role, row), StringComparer.Ordinal)
            .Where(branch => branch.Key is not null)
            .Select((branch, place) => (Predicate: branch.Key, Roles: branch, Number: place.ToString(CultureInfo.InvariantCulture)))
            .ToList();
        var roles = branches.SelectMany(branch => branch.Roles.Select(role => $"WHEN '{WallRoles.Of(role)}' THEN {branch.Number}"));
        var outcomes = branches.Select(branch => $"WHEN {branch.Number} THEN {branch.Predicate}");
        return branches.Count == 0
            ? "false"
            : $"CASE (SELECT CASE current_user {string.Join(" ", roles)} END) {string.Join(" ", outcomes)} ELSE false END";
    }

    /// <summary>
    /// The condition that a row is of the actor's brand: by its own column, or by that of the rows it cannot be without; null where a row is
    /// of no brand (communities, homes).
    /// </summary>
    private static string? OfBrand(IEntityType entity, string row)
    {
        if (entity.FindProperty(Brand) is { } brand)
        {
            return $"{row}.{Quote(brand.GetColumnName())} = {ViewerScope.IdSql(Brand)}";
        }

        return OfParents(entity, row);
    }

    /// <summary>A part's own brand is only its word: what is written must also be part of something that the actor reaches.</summary>
    private static string? OfWhole(IEntityType entity, string row) => typeof(IPart).IsAssignableFrom(entity.ClrType) ? OfParents(entity, row) : null;

    private static string? OfParents(IEntityType entity, string row)
    {
        var parents = ParentsOf(entity)
            .Select(reference =>
                $"EXISTS (SELECT 1 FROM {Quote(reference.PrincipalEntityType.GetTableName()!)} AS parent WHERE parent.{Quote(reference.PrincipalKey.Properties[0].GetColumnName())} = {row}.{Quote(reference.Properties[0].GetColumnName())})" // a table
            )
            .Order(StringComparer.Ordinal)
            .ToList();
        return parents.Count == 0 ? null : string.Join(" AND ", parents);
    }

    /// <summary>What a row cannot be without and that is itself of a brand. The parent's own policy is inside the EXISTS.</summary>
    private static IEnumerable<IForeignKey> ParentsOf(IEntityType entity) =>
        entity.GetForeignKeys().Where(reference => reference.IsRequired && IsOfBrand(reference.PrincipalEntityType));

    private static bool IsOfBrand(IEntityType entity) => entity.FindProperty(Brand) is not null || ParentsOf(entity).Any();

    private static string ActorRights(IEntityType entity) =>
        AppendOnly.Contains(entity.GetTableName()!) ? "SELECT, INSERT" // one of a table
        : IsOfBrand(entity) ? "SELECT, INSERT, UPDATE, DELETE"
        : "SELECT, INSERT, UPDATE";
}
