using System.Diagnostics.Metrics;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Listings;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Deprecating;
using Lintel.Schema.Shared.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Lintel.Schema.Tests.Shared.Deprecating;

/// <summary>Our graph with a field that it does not deprecate in earnest.</summary>
public sealed class DeprecatedFieldTests
{
    private const string Deprecated = """@deprecated(reason: "Use showingCount. Deprecated since 2026-11-28. Removed after 2027-12-01.")""";

    [Fact]
    public async Task What_is_derived_from_a_deprecated_field_is_deprecated_with_it_in_every_role_s_view()
    {
        await using var graph = await GraphAsync();

        foreach (var sdl in (string[])[SchemaExport.Sdl(graph.Schema), SchemaExport.Sdl(graph.View(Role.Agent))])
        {
            var marked = sdl.Split('\n').Where(line => line.Contains("@deprecated(", StringComparison.Ordinal)).Select(line => line.Trim());
            Assert.Equal(
                [
                    $"followerCount: Int! {Deprecated}", // Listing
                    $"followerCount: Decimal {Deprecated}", // ListingAvg
                    $"followerCount: IntFilterInput {Deprecated}", // ListingFilterInput
                    $"followerCount: Int {Deprecated}", // ListingGroupKey
                    $"followerCount: SortDirection {Deprecated}", // ListingOrderInput
                    $"followerCount: Long {Deprecated}", // ListingSum
                    $"followerCount: Int {Deprecated}", // ListingValues
                ],
                marked
            );
        }
    }

    [Fact]
    public async Task Introspection_shows_it_to_who_asks_for_it()
    {
        await using var graph = await GraphAsync();

        var answer = await graph.RunAsync(
            graph.Cast.Li,
            """
            { type: __type(name: "ListingFilterInput") {
                now: inputFields { name }
                all: inputFields(includeDeprecated: true) { name isDeprecated deprecationReason } } }
            """
        );

        Assert.DoesNotContain("followerCount", answer.Column("type.now", "name").Split(' '));
        Assert.Contains(
            "followerCount True Use showingCount. Deprecated since 2026-11-28. Removed after 2027-12-01.",
            answer["type.all"]
                .EnumerateArray()
                .Select(field => $"{field.GetProperty("name")} {field.GetProperty("isDeprecated")} {field.GetProperty("deprecationReason")}")
        );
    }

    [Fact]
    public async Task Every_run_of_a_document_counts_the_deprecated_elements_in_it()
    {
        await using var graph = await GraphAsync();
        using var counted = new Counted();

        const string uses = """
            query Uses($most: ListingFilterInput!) { listings(where: { and: [{ followerCount: { lt: 5 } }, $most] }) { ...page } }
            query Other { listings { totalCount } }
            fragment page on ListingConnection { nodes { id followers: followerCount } }
            """;
        for (var times = 0; times < 3; times++)
        {
            Assert.Equal("", (await graph.RunAsync(graph.Cast.Li, uses, new { most = new { followerCount = new { gte = 0 } } }, "Uses")).Codes);
        }

        Assert.Equal("", (await graph.RunAsync(graph.Cast.Li, uses, operation: "Other")).Codes);
        Assert.Equal("", (await graph.RunAsync(graph.Cast.Li, "{ listings(order: [{ followerCount: DESC }]) { totalCount } }")).Codes);
        Assert.NotEqual("", (await graph.RunAsync(graph.Cast.Li, "{ listings(first: -1) { nodes { followerCount } } nothing }")).Codes);

        Assert.Equal(["Listing.followerCount 3", "ListingFilterInput.followerCount 3", "ListingOrderInput.followerCount 1"], counted.Sums);
    }

    private static Task<Graph> GraphAsync()
    {
        var declared = DeclaredGraph.OfThisAssembly();
        ((FieldDeclaration)declared.For(typeof(Listing)).Find("followerCount")!).Deprecated("Use showingCount.", "2026-11-28", "2027-12-01");
        return Graph.CreateAsync(DatabaseProvider.Sqlite, replace: services => services.AddSingleton(declared));
    }

    /// <summary>What the counter was told. No other test has a deprecated element, so all of it is of this one.</summary>
    private sealed class Counted : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly SortedDictionary<string, long> _sums = new(StringComparer.Ordinal);

        public Counted()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == OperationTelemetry.DeprecatedName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>(
                (_, count, tags, _) =>
                {
                    lock (_sums)
                    {
                        var coordinate = (string)tags[0].Value!;
                        _sums[coordinate] = _sums.GetValueOrDefault(coordinate) + count;
                    }
                }
            );
            _listener.Start();
        }

        public IEnumerable<string> Sums => _sums.Select(sum => $"{sum.Key} {sum.Value}");

        public void Dispose() => _listener.Dispose();
    }
}
