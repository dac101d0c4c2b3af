using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using Lintel.Domain;

namespace Lintel.Schema.Shared.Reading;

/// <summary>
/// Writes the formulas and predicates of declarations as SQL: columns of one row, ids of the viewer, constants,
/// comparison, logic, arithmetic and <c>?:</c>. Anything else is refused when the schema is built, not when it is asked.
/// </summary>
internal sealed class ExpressionSql(TableMap tables, LambdaExpression source, string alias, SqlParameters parameters)
{
    private readonly ParameterExpression _row = source.Parameters[0];

    public static string Write(TableMap tables, LambdaExpression source, string alias, SqlParameters parameters) =>
        new ExpressionSql(tables, source, alias, parameters).Write(source.Body);

    private string Write(Expression expression) =>
        expression switch
        {
            UnaryExpression { NodeType: ExpressionType.Convert } conversion => Write(conversion.Operand),
            UnaryExpression { NodeType: ExpressionType.Not } not => $"NOT ({Write(not.Operand)})",
            BinaryExpression binary => WriteBinary(binary),
            ConditionalExpression choice => $"CASE WHEN {Write(choice.Test)} THEN {Write(choice.IfTrue)} ELSE {Write(choice.IfFalse)} END",
            MemberExpression { Member.Name: "HasValue" } member => $"({Write(member.Expression!)} IS NOT NULL)",
            MemberExpression { Member.Name: "Value" } member when Nullable.GetUnderlyingType(member.Expression!.Type) is not null => Write(
                member.Expression
            ),
            MemberExpression member when member.Expression == _row => $"{alias}.{tables.Column(_row.Type, member.Member.Name)}",
            MemberExpression { Expression: ParameterExpression { } other } member when other.Type == typeof(Viewer) => WriteViewer(
                member.Member.Name
            ),
            ConstantExpression constant => WriteConstant(constant.Value),
            MemberExpression { Member: FieldInfo { IsStatic: true } field } => WriteConstant(field.GetValue(null)),
            _ => throw new NotSupportedException($"'{expression}' in '{source}' cannot be written as SQL."),
        };

    private string WriteViewer(string member) =>
        typeof(Viewer).GetProperty(member)?.PropertyType == typeof(Guid?)
            ? parameters.AddViewerId(member)
            : throw new NotSupportedException($"viewer.{member} in '{source}' is not an id.");

    private string WriteBinary(BinaryExpression binary)
    {
        var (left, right) = (RestoreEnum(binary.Left, binary.Right), RestoreEnum(binary.Right, binary.Left));
        if (binary.NodeType is ExpressionType.Equal or ExpressionType.NotEqual && (IsNull(left) || IsNull(right)))
        {
            return $"({Write(IsNull(left) ? right : left)} IS {(binary.NodeType == ExpressionType.Equal ? "" : "NOT ")}NULL)";
        }

        return $"({Write(left)} {Operator(binary)} {Write(right)})";
    }

    private static string Operator(BinaryExpression binary) =>
        binary.NodeType switch
        {
            ExpressionType.Equal => "=",
            ExpressionType.NotEqual => "<>",
            ExpressionType.LessThan => "<",
            ExpressionType.LessThanOrEqual => "<=",
            ExpressionType.GreaterThan => ">",
            ExpressionType.GreaterThanOrEqual => ">=",
            ExpressionType.AndAlso => "AND",
            ExpressionType.OrElse => "OR",
            ExpressionType.Add => "+",
            ExpressionType.Subtract => "-",
            ExpressionType.Multiply => "*",
            ExpressionType.Divide => "/",
            _ => throw new NotSupportedException($"'{binary.NodeType}' cannot be written as SQL."),
        };

    /// <summary>The compiler compares enums as integers; the column holds their names.</summary>
    private static Expression RestoreEnum(Expression side, Expression other)
    {
        var enumType = Strip(other).Type;
        enumType = Nullable.GetUnderlyingType(enumType) ?? enumType;
        return Strip(side) is ConstantExpression { Value: { } value } && enumType.IsEnum ? Expression.Constant(Enum.ToObject(enumType, value)) : side;
    }

    private static Expression Strip(Expression expression) =>
        expression is UnaryExpression { NodeType: ExpressionType.Convert } conversion ? Strip(conversion.Operand) : expression;

    private static bool IsNull(Expression expression) => Strip(expression) is ConstantExpression { Value: null };

    private static string WriteConstant(object? value) =>
        value switch
        {
            null => "NULL",
            bool truth => truth ? "TRUE" : "FALSE",
            Enum member => $"'{EnumNames.ToConstantCase(member.ToString())}'",
            string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
            int or long => Convert.ToString(value, CultureInfo.InvariantCulture)!, // never null for a number
            _ => throw new NotSupportedException($"A constant of {value.GetType().Name} cannot be written as SQL."),
        };
}
