using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Platform;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Reading;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema;

/// <summary>
/// The database's second wall, from the declarations the read path is written from: the same rules by the same writer, with the viewer taken
/// from the settings of the transaction.
/// </summary>
public sealed class DeclaredPolicies : RowPolicies
{
    public override IReadOnlyList<RowPolicy> Of(LintelDbContext db)
    {
        ArgumentNullException.ThrowIfNull(db);
        var graph = DeclaredGraph.OfThisAssembly();
        var tables = new TableMap(db.Model, db.Protector);
        return
        [
            .. graph.Types.Select(type =>
            {
                var isComputed = db.Model.FindEntityType(type.Entity)?.GetSqlQuery() is not null;
                return new RowPolicy(type.Entity, (role, row) => Predicate(graph, tables, type, role, row, isComputed));
            }),
            new RowPolicy(typeof(CustomValue), (role, row) => OfCustomField(graph, tables, role, row)),
        ];
    }

    /// <summary>Values of custom fields are no type of the graph; the read path looks them up for the fields of the viewer's franchise.</summary>
    private static string? OfCustomField(DeclaredGraph graph, TableMap tables, Role role, string row)
    {
        var (field, value) = (typeof(CustomField), typeof(CustomValue));
        return graph.For(field).Rows!.Rule.Of(role).Count == 0 // every type says it
            ? null
            : $"EXISTS (SELECT 1 FROM {tables.Source(field)} AS field WHERE field.{tables.Column(field, nameof(CustomField.Id))} = {row}.{tables.Column(value, nameof(CustomValue.FieldId))})";
    }

    /// <summary>
    /// The predicate that the role's own statements carry. Behind the wall a table's parent shows no more than it may, so it is enough that it
    /// is there; computed rows are read with their owner's rights.
    /// </summary>
    private static string? Predicate(DeclaredGraph graph, TableMap tables, EntityType type, Role role, string row, bool isComputed)
    {
        var viewer = new Viewer { Name = "policy", Role = role };
        var access = new RowAccess(graph, tables, viewer, new SqlParameters { AreSettings = true });
        var predicate = isComputed ? access.Visible(type, row) : access.VisibleBesideParent(type, row);
        return string.Equals(predicate, RowAccess.Nothing, StringComparison.Ordinal) ? null : predicate;
    }
}
