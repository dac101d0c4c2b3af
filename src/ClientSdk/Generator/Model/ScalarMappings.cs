using Lintel.Client.Generator.Reading;

namespace Lintel.Client.Generator.Model;

/// <summary>Which C# type stands for which scalar. A schema extension may map further ones to the types that have readers.</summary>
internal static class ScalarMappings
{
    private const string Json = "global::Lintel.Client.Operations.JsonValues.";

    private static readonly ScalarMapping Text = new("string", false, Json + "ReadString(ref {0})", "writer.WriteStringValue({0});");
    private static readonly ScalarMapping Id = Text with { Read = Json + "ReadId(ref {0})" };
    private static readonly ScalarMapping Flag = new("bool", true, "{0}.GetBoolean()", "writer.WriteBooleanValue({0});");
    private static readonly ScalarMapping Whole = Number("int", "{0}.GetInt32()");
    private static readonly ScalarMapping Long = Number("long", Json + "ReadLong(ref {0})");
    private static readonly ScalarMapping Real = Number("double", "{0}.GetDouble()");
    private static readonly ScalarMapping Exact = Number("decimal", Json + "ReadDecimal(ref {0})");
    private static readonly ScalarMapping Instant = new(
        "global::System.DateTimeOffset",
        true,
        "{0}.GetDateTimeOffset()",
        "writer.WriteStringValue({0});"
    );
    private static readonly ScalarMapping Day = Other("DateOnly", "Date");
    private static readonly ScalarMapping TimeOfDay = Other("TimeOnly", "Time");
    private static readonly ScalarMapping Duration = Other("TimeSpan", "Duration");
    private static readonly ScalarMapping Uuid = new("global::System.Guid", true, "{0}.GetGuid()", "writer.WriteStringValue({0});");
    private static readonly ScalarMapping Address = new(
        "global::System.Uri",
        false,
        Json + "ReadUri(ref {0})",
        "writer.WriteStringValue({0}.OriginalString);"
    );
    private static readonly ScalarMapping Any = new("global::System.Text.Json.JsonElement", true, Json + "ReadJson(ref {0})", "{0}.WriteTo(writer);");

    private static readonly Dictionary<string, ScalarMapping> ByScalar = new(StringComparer.Ordinal)
    {
        ["Boolean"] = Flag,
        ["Date"] = Day,
        ["DateOnly"] = Day,
        ["DateTime"] = Instant,
        ["DateTimeOffset"] = Instant,
        ["Decimal"] = Exact,
        ["Float"] = Real,
        ["ID"] = Id,
        ["Int"] = Whole,
        ["JSON"] = Any,
        ["LocalDate"] = Day,
        ["LocalTime"] = TimeOfDay,
        ["Long"] = Long,
        ["String"] = Text,
        ["TimeOnly"] = TimeOfDay,
        ["TimeSpan"] = Duration,
        ["URI"] = Address,
        ["URL"] = Address,
        ["UUID"] = Uuid,
        ["Uri"] = Address,
    };

    private static readonly Dictionary<string, ScalarMapping> ByRuntimeType = new(StringComparer.Ordinal)
    {
        ["System.Boolean"] = Flag,
        ["System.DateOnly"] = Day,
        ["System.DateTimeOffset"] = Instant,
        ["System.Decimal"] = Exact,
        ["System.Double"] = Real,
        ["System.Guid"] = Uuid,
        ["System.Int32"] = Whole,
        ["System.Int64"] = Long,
        ["System.String"] = Text,
        ["System.Text.Json.JsonElement"] = Any,
        ["System.TimeOnly"] = TimeOfDay,
        ["System.TimeSpan"] = Duration,
        ["System.Uri"] = Address,
    };

    /// <summary>The mapping of a scalar; one that nobody mapped stays JSON. Null when it is mapped to a type without a reader.</summary>
    public static ScalarMapping? Of(TypeDefinition scalar) =>
        scalar.RuntimeType is { } type
            ? ByRuntimeType.GetValueOrDefault(type.Replace("global::", "", StringComparison.Ordinal))
            : ByScalar.GetValueOrDefault(scalar.Name, Any);

    public static IEnumerable<string> RuntimeTypes => ByRuntimeType.Keys;

    private static ScalarMapping Number(string type, string read) => new(type, true, read, "writer.WriteNumberValue({0});");

    private static ScalarMapping Other(string type, string name) =>
        new("global::System." + type, true, Json + "Read" + name + "(ref {0})", Json + "Write" + name + "(writer, {0});");
}
