using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using GraphQL.Types;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Deprecating;
using Lintel.Schema.Shared.Scalars;

namespace Lintel.Schema.Shared.Mutating;

/// <summary>
/// An input object from a C# record: a property is an input field, <c>required</c> makes it non-null, its description comes from
/// <see cref="DescriptionAttribute"/>, that it will go from <see cref="DeprecatedAttribute"/>. The record is what the use case reads.
/// </summary>
internal sealed class InputRecord
{
    private readonly Dictionary<Type, InputObjectGraphType> _types = [];

    public InputObjectGraphType TypeOf(Type record, string name, string description)
    {
        if (_types.TryGetValue(record, out var known))
        {
            return known;
        }

        var input = new InputObjectGraphType { Name = name, Description = description };
        _types[record] = input;
        foreach (var property in Properties(record))
        {
            var text = property.GetCustomAttribute<DescriptionAttribute>()?.Description;
            var field = new FieldType
            {
                Name = CamelCase(property.Name),
                Description = text ?? throw new InvalidOperationException($"{record.Name}.{property.Name} has no description."),
                ResolvedType = GraphTypeOf(property),
                DefaultValue = property.PropertyType == typeof(bool) ? false : null,
            };
            input.AddField(field).UsableBy(AccessRule.WithRow).DeprecatedBy(property.GetCustomAttribute<DeprecatedAttribute>()?.Deprecation);
        }

        return input;
    }

    /// <summary>Makes the record from the coerced input object.</summary>
    public static object Read(Type record, IDictionary<string, object?> values)
    {
        var input = RuntimeHelpers.GetUninitializedObject(record);
        foreach (var property in Properties(record))
        {
            if (values.TryGetValue(CamelCase(property.Name), out var value) && value is not null)
            {
                property.SetValue(input, Convert(property.PropertyType, value));
            }
        }

        return input;
    }

    /// <summary>What every mutation takes last: it is the same everywhere.</summary>
    private static IEnumerable<PropertyInfo> Properties(Type record) =>
        record
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite)
            .OrderBy(property => property.DeclaringType == typeof(MutationInput) || property.DeclaringType == typeof(ChangeInput))
            .ThenBy(property => property.DeclaringType != record)
            .ThenBy(property => property.MetadataToken);

    private IGraphType GraphTypeOf(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var graphType = ScalarOf(type);
        var isRequired = property.IsDefined(typeof(RequiredMemberAttribute)) || type == typeof(bool) && property.PropertyType == typeof(bool);
        return isRequired ? new NonNullGraphType(graphType) : graphType;
    }

    private IGraphType ScalarOf(Type type) =>
        type switch
        {
            _ when type == typeof(string) => ScalarTypes.String,
            _ when type == typeof(int) => ScalarTypes.Int,
            _ when type == typeof(long) => ScalarTypes.Long,
            _ when type == typeof(bool) => ScalarTypes.Boolean,
            _ when type == typeof(Money) || type == typeof(Area) || type == typeof(Hundredths) => ScalarTypes.Decimal,
            _ when type == typeof(DateOnly) => ScalarTypes.Date,
            _ when type == typeof(DateTimeOffset) => ScalarTypes.DateTime,
            { IsEnum: true } => EnumTypes.Of(type),
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(Ref<>) => ScalarTypes.Id,
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) => new ListGraphType(
                new NonNullGraphType(ScalarOf(type.GetGenericArguments()[0]))
            ),
            _ => TypeOf(
                type,
                type.Name,
                type.GetCustomAttribute<DescriptionAttribute>()?.Description
                    ?? throw new InvalidOperationException($"{type.Name} has no description.")
            ),
        };

    private static object Convert(Type target, object value)
    {
        var type = Nullable.GetUnderlyingType(target) ?? target;
        return type switch
        {
            _ when type == typeof(Money) => new Money(DecimalType.ToHundredths((decimal)System.Convert.ChangeType(value, typeof(decimal), null))),
            _ when type == typeof(Hundredths) => new Hundredths(DecimalType.ToHundredths((decimal)value)),
            _ when type == typeof(Area) => new Area((int)Math.Clamp(DecimalType.ToHundredths((decimal)value), int.MinValue, int.MaxValue)),
            _ when type == typeof(long) => System.Convert.ToInt64(value, null),
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(Ref<>) => Activator.CreateInstance(
                type,
                // A number is an ID, too: of nothing here.
                System.Convert.ToString(value, CultureInfo.InvariantCulture)
            )!, // a struct with this constructor
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) => ToList(
                type.GetGenericArguments()[0],
                (IEnumerable)value
            ),
            _ when value is IDictionary<string, object?> nested => Read(type, nested),
            _ => value,
        };
    }

    private static Array ToList(Type element, IEnumerable values)
    {
        var items = values.Cast<object>().Select(value => Convert(element, value)).ToArray();
        var list = Array.CreateInstance(element, items.Length);
        Array.Copy(items, list, items.Length);
        return list;
    }

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
