using System.Linq.Expressions;
using Lintel.Domain;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Lintel.Schema.Tests.Proofs.NonInterference;

/// <summary>
/// Which properties of a row may be changed without the viewer's seeing a difference: none that is a key, leads to another row or places
/// the row; of a row the viewer sees, none that a field shows clear, and behind a mask only what the mask hides.
/// </summary>
internal sealed class PropertyFreedom(RowSight sight, ReportFeeds reports)
{
    private static readonly string[] Placing = [.. typeof(IPlaced).GetProperties().Select(property => property.Name)];

    /// <summary>The free properties of a row; a mask: as long as the value looks the same through it.</summary>
    public IEnumerable<(string Property, Mask? Behind)> Of(EntityEntry entry, bool isSeen)
    {
        var counted = reports.CountedOf(entry.Entity);
        foreach (var property in Changeable(entry.Metadata).Where(property => !counted.Contains(property)))
        {
            if (!isSeen)
            {
                yield return (property, null);
            }
            else if (sight.TypeOf(entry.Entity.GetType()) is { } type && !JudgingProperties(type).Contains(property))
            {
                var shown = type
                    .Fields.Where(field => field.Value is { } value && Mentions(value, property))
                    .Select(field => sight.Shows(type, entry.Entity, field))
                    .ToList();
                if (shown.TrueForAll(mask => mask is null))
                {
                    yield return (property, null);
                }
                else if (shown.TrueForAll(mask => mask is not Mask.None))
                {
                    yield return (property, shown.OfType<Mask>().Single());
                }
            }
        }
    }

    /// <summary>The properties that decide who sees a row.</summary>
    public static IReadOnlyCollection<string> JudgingProperties(EntityType? type) =>
        new[] { type?.Rows?.Own, type?.Rows?.Shared, type?.Rows?.All, type?.Rows?.Opened }
            .OfType<LambdaExpression>()
            .SelectMany(PropertiesOf)
            .ToHashSet();

    private static IEnumerable<string> Changeable(IEntityType entity) =>
        entity
            .GetProperties()
            .Where(property => !property.IsShadowProperty() && !property.IsKey() && !property.IsForeignKey() && !Placing.Contains(property.Name))
            .Select(property => property.Name)
            .Concat(Data.ProtectedProperty.Of(entity).Select(sealing => sealing.Name));

    public static bool Mentions(LambdaExpression formula, string property) => PropertiesOf(formula).Contains(property);

    private static HashSet<string> PropertiesOf(LambdaExpression formula)
    {
        var finder = new Finder(formula.Parameters[0]);
        finder.Visit(formula.Body);
        return finder.Found;
    }

    private sealed class Finder(ParameterExpression row) : ExpressionVisitor
    {
        public HashSet<string> Found { get; } = [];

        protected override Expression VisitMember(MemberExpression node)
        {
            if (node.Expression == row)
            {
                Found.Add(node.Member.Name);
            }

            return base.VisitMember(node);
        }
    }
}
