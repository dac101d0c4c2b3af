using System.Linq.Expressions;
using Lintel.Domain;

namespace Lintel.Schema.Shared.Reading;

/// <summary>
/// An enum that is computed from one enum column and nothing else, e.g. RESO's words for our states. To ask for a value of it is to ask for
/// some values of the column, which an index finds; the formula itself no index knows.
/// </summary>
/// <param name="Property">The property of the column.</param>
/// <param name="Stored">For each value of the derived enum, as the graph spells it, those of the column that become it, as they are stored.</param>
internal sealed record DerivedEnum(string Property, ILookup<string, string> Stored)
{
    /// <summary>How a formula derives an enum; null when it is something else.</summary>
    public static DerivedEnum? Of(LambdaExpression? formula)
    {
        if (formula?.Body is not { } body || !(Nullable.GetUnderlyingType(body.Type) ?? body.Type).IsEnum)
        {
            return null;
        }

        var columns = new Columns(formula.Parameters[0]);
        columns.Visit(body);
        if (columns.Found is not [{ Type: { IsEnum: true } stored } column] || columns.HasOther || Strip(body) == column)
        {
            return null;
        }

        var value = Expression.Parameter(stored);
        var derive = Expression.Lambda(Expression.Convert(new Replaced(column, value).Visit(body), typeof(object)), value).Compile();
        return new DerivedEnum(
            column.Member.Name,
            Enum.GetValues(stored)
                .Cast<object>()
                .Select(member => (Derived: derive.DynamicInvoke(member), Member: member))
                .Where(pair => pair.Derived is not null)
                .ToLookup(pair => Name(pair.Derived!), pair => Name(pair.Member), StringComparer.Ordinal) // null is left out
        );
    }

    private static Expression Strip(Expression expression) =>
        expression is UnaryExpression { NodeType: ExpressionType.Convert } conversion ? Strip(conversion.Operand) : expression;

    private static string Name(object member) => EnumNames.ToConstantCase(member.ToString()!); // an enum has a name

    /// <summary>The columns a formula reads.</summary>
    private sealed class Columns(ParameterExpression row) : ExpressionVisitor
    {
        private readonly Dictionary<string, MemberExpression> _found = new(StringComparer.Ordinal);

        public IReadOnlyList<MemberExpression> Found => [.. _found.Values];

        /// <summary>It reads something that is no column of the row.</summary>
        public bool HasOther { get; private set; }

        protected override Expression VisitMember(MemberExpression node)
        {
            if (node.Expression == row)
            {
                _found.TryAdd(node.Member.Name, node);
                return node;
            }

            return base.VisitMember(node);
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            HasOther = true;
            return node;
        }
    }

    private sealed class Replaced(MemberExpression column, Expression by) : ExpressionVisitor
    {
        protected override Expression VisitMember(MemberExpression node) =>
            node.Member == column.Member && node.Expression == column.Expression ? by : base.VisitMember(node);
    }
}
