using GraphQL.Types;

namespace Lintel.Schema.Shared.Scalars;

/// <summary>The scalars of the graph, one instance each.</summary>
internal static class ScalarTypes
{
    public static IGraphType String { get; } = new TextType();
    public static IGraphType Int { get; } = new IntGraphType();
    public static IGraphType Float { get; } = new FloatGraphType();
    public static IGraphType Boolean { get; } = new BooleanGraphType();
    public static IGraphType Id { get; } = new IdGraphType();
    public static IGraphType Long { get; } = new LongGraphType { Description = "A whole number of up to 64 bits, as a JSON number." };
    public static IGraphType Decimal { get; } = new DecimalType();
    public static IGraphType Date { get; } = new DateType();
    public static IGraphType DateTime { get; } = new InstantType();
    public static IGraphType Url { get; } = new UrlType();
    public static IGraphType Json { get; } = new JsonType();
}
