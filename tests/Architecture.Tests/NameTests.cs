namespace Lintel.Architecture.Tests;

public sealed class NameTests
{
    private static readonly string[] Banned =
    [
        "Manager",
        "Helper",
        "Helpers",
        "Util",
        "Utils",
        "Utility",
        "Processor",
        "Service",
        "Base",
        "Impl",
        "Dto",
        "Info",
    ];

    [Fact]
    public void A_name_says_what_it_is_and_not_that_it_helps()
    {
        var wrong = Solution
            .All.SelectMany(Solution.TypesOf)
            // The prebuilt client has the graph's names, PageInfo among them.
            .Where(type => type.Namespace != "Lintel.Client.Graph")
            .Where(type => Banned.Any(ending => NameOf(type).EndsWith(ending, StringComparison.Ordinal)));

        Assert.Equal([], wrong.Select(type => type.FullName));
    }

    [Fact]
    public void Classes_are_sealed_or_made_to_be_derived_from()
    {
        var open = Solution
            .All.SelectMany(Solution.TypesOf)
            .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false })
            .Where(type => type.Name != "Program") // the compiler's, for top-level statements
            .Where(type =>
                type.Namespace is not { } place
                || !place.Contains(".Migrations", StringComparison.Ordinal) && !place.EndsWith(".CompiledModel", StringComparison.Ordinal)
            )
            .Where(type => !Solution.All.SelectMany(Solution.TypesOf).Any(other => other.BaseType is { } parent && Same(parent, type)));

        Assert.Equal([], open.Select(type => type.FullName));
    }

    [Fact]
    public void What_the_graph_is_made_of_is_the_schema_s_own_matter()
    {
        string[] doors =
        [
            "AccessMatrix",
            "ChangeKind",
            "CursorCipher",
            "DeclaredPolicies",
            "DocumentLimits",
            "DocumentTrust",
            "ErrorCodes",
            "EventPositionError",
            "GraphQLEngine",
            "IExecutionLimit",
            "IStreamSubscriber",
            "LinkState",
            "MediaLinks",
            "OperationTelemetry",
            "PlannedAnswer",
            "PricedResult",
            "Release",
            "RequestCodeAttribute",
            "SchemaChange",
            "SchemaComparison",
            "SchemaExport",
            "SchemaRegistration",
            "SchemaViews",
            "StreamAccessLostError",
            "StreamExecutions",
            "StreamPosition",
            "StreamedResult",
            "StrictDocuments",
            "WebhookPayloads",
            "WebhookReading",
            "WebhookReadingKind",
        ];

        Assert.Equal(doors, Solution.TypesOf(Solution.Schema).Where(type => type.IsPublic).Select(type => type.Name).Order(StringComparer.Ordinal));
    }

    private static bool Same(Type parent, Type type) => (parent.IsGenericType ? parent.GetGenericTypeDefinition() : parent) == type;

    private static string NameOf(Type type) => type.Name.Split('`')[0];
}
