using System.Text.Json;
using Lintel.Client;
using Lintel.ClientSdk.Live.Tests.Graph;

namespace Lintel.ClientSdk.Live.Tests;

/// <summary>Every query and mutation of Operations/, run against the server; each value, and the price, is held against what the server said.</summary>
[Collection(LiveServerCollection.Name)]
public sealed class OperationTests(LiveServer server)
{
    private const string Li = "agent-li";

    private static readonly IReadOnlyList<OperationCase> Cases =
    [
        new("AbstractNodes", Li, (c, on) => Of(c.AbstractNodes.ExecuteAsync(on.Ids)), (c, on) => c.AbstractNodes.Price(on.Ids)),
        new("Aggregates", "director-sun", (c, _) => Of(c.Aggregates.ExecuteAsync()), (c, _) => c.Aggregates.Price()),
        new("AliasedRoots", Li, (c, _) => Of(c.AliasedRoots.ExecuteAsync()), (c, _) => c.AliasedRoots.Price()),
        new("AllScalars", Li, (c, _) => Of(c.AllScalars.ExecuteAsync()), (c, _) => c.AllScalars.Price()),
        new("AwkwardAliases", Li, (c, _) => Of(c.AwkwardAliases.ExecuteAsync()), (c, _) => c.AwkwardAliases.Price()),
        new(
            "AwkwardOperation2",
            Li,
            (c, _) => Of(c.AwkwardOperation2.ExecuteAsync(@class: 2, cancellationToken_: true)),
            (c, _) => c.AwkwardOperation2.Price(@class: 2, cancellationToken_: true)
        ),
        new("BlockStrings", Li, (c, _) => Of(c.BlockStrings.ExecuteAsync()), (c, _) => c.BlockStrings.Price()),
        new("ClientsMasked", Li, (c, _) => Of(c.ClientsMasked.ExecuteAsync()), (c, _) => c.ClientsMasked.Price()),
        new("Communities", Li, (c, on) => Of(c.Communities.ExecuteAsync(on.District)), (c, on) => c.Communities.Price(on.District)),
        new("Conditions", Li, (c, _) => Of(c.Conditions.ExecuteAsync(true, false)), (c, _) => c.Conditions.Price(true, false)),
        new("Conditions without", Li, (c, _) => Of(c.Conditions.ExecuteAsync(false, true)), (c, _) => c.Conditions.Price(false, true)),
        new("ConditionalFragments", Li, (c, _) => Of(c.ConditionalFragments.ExecuteAsync(true)), (c, _) => c.ConditionalFragments.Price(true)),
        new("ConditionalFragments less", Li, (c, _) => Of(c.ConditionalFragments.ExecuteAsync(false)), (c, _) => c.ConditionalFragments.Price(false)),
        new("DealBoard", Li, (c, _) => Of(c.DealBoard.ExecuteAsync(4)), (c, _) => c.DealBoard.Price(4)),
        new("DeepFragments", Li, (c, _) => Of(c.DeepFragments.ExecuteAsync(3)), (c, _) => c.DeepFragments.Price(3)),
        new("Defaults", Li, (c, _) => Of(c.Defaults.ExecuteAsync(first: 2)), (c, _) => c.Defaults.Price(first: 2)),
        new("Defaults left out", Li, (c, _) => Of(c.Defaults.ExecuteAsync()), (c, _) => c.Defaults.Price()),
        new("EdgesAndCursors", Li, (c, _) => Of(c.EdgesAndCursors.ExecuteAsync()), (c, _) => c.EdgesAndCursors.Price()),
        new("EmptyList", Li, (c, _) => Of(c.EmptyList.ExecuteAsync()), (c, _) => c.EmptyList.Price()),
        new(
            "ExplainJson",
            Li,
            (c, _) => Of(c.ExplainJson.ExecuteAsync(Json("""{"first":3}"""))),
            (c, _) => c.ExplainJson.Price(Json("""{"first":3}"""))
        ),
        new(
            "FragmentInInlineFragment",
            Li,
            (c, on) => Of(c.FragmentInInlineFragment.ExecuteAsync(on.Listing)),
            (c, on) => c.FragmentInInlineFragment.Price(on.Listing)
        ),
        new(
            "ListingsWithRelations",
            Li,
            (c, _) => Of(c.ListingsWithRelations.ExecuteAsync(first: 100)),
            (c, _) => c.ListingsWithRelations.Price(first: 100)
        ),
        new("Literals", Li, (c, _) => Of(c.Literals.ExecuteAsync()), (c, _) => c.Literals.Price()),
        new(
            "MergedSelections",
            Li,
            (c, on) => Of(c.MergedSelections.ExecuteAsync(on.Deal, true)),
            (c, on) => c.MergedSelections.Price(on.Deal, true)
        ),
        new(
            "MergedSelections less",
            Li,
            (c, on) => Of(c.MergedSelections.ExecuteAsync(on.Deal, false)),
            (c, on) => c.MergedSelections.Price(on.Deal, false)
        ),
        new("MutationDryRun", Li, (c, _) => Of(c.MutationDryRun.ExecuteAsync(NewClient)), (c, _) => c.MutationDryRun.Price(NewClient)),
        new(
            "MutationErrors",
            Li,
            (c, on) => Of(c.MutationErrors.ExecuteAsync(Advance(on.Deal))),
            (c, on) => c.MutationErrors.Price(Advance(on.Deal))
        ),
        new(
            "MutationErrors, wrong id",
            Li,
            (c, on) => Of(c.MutationErrors.ExecuteAsync(Advance(on.Listing))),
            (c, on) => c.MutationErrors.Price(Advance(on.Listing))
        ),
        new(
            "MutationReprice",
            Li,
            (c, on) => Of(c.MutationReprice.ExecuteAsync(Reprice(on.Own))),
            (c, on) => c.MutationReprice.Price(Reprice(on.Own))
        ),
        new(
            "MutationsTogether",
            Li,
            (c, on) => Of(c.MutationsTogether.ExecuteAsync(Reprice(on.Own), Reprice("x"))),
            (c, on) => c.MutationsTogether.Price(Reprice(on.Own), Reprice("x"))
        ),
        new("NestedPages", Li, (c, _) => Of(c.NestedPages.ExecuteAsync()), (c, _) => c.NestedPages.Price()),
        new("NodeById listing", Li, (c, on) => Of(c.NodeById.ExecuteAsync(on.Listing)), (c, on) => c.NodeById.Price(on.Listing)),
        new("NodeById deal", Li, (c, on) => Of(c.NodeById.ExecuteAsync(on.Deal)), (c, on) => c.NodeById.Price(on.Deal)),
        new("NodeById nothing", Li, (c, on) => Of(c.NodeById.ExecuteAsync(on.Hidden)), (c, on) => c.NodeById.Price(on.Hidden)),
        new(
            "NullableLists",
            Li,
            (c, on) => Of(c.NullableLists.ExecuteAsync([.. on.Ids, on.Hidden])),
            (c, on) => c.NullableLists.Price([.. on.Ids, on.Hidden])
        ),
        new("ObjectWithoutId", Li, (c, _) => Of(c.ObjectWithoutId.ExecuteAsync()), (c, _) => c.ObjectWithoutId.Price()),
        new("OfficeTree", Li, (c, _) => Of(c.OfficeTree.ExecuteAsync()), (c, _) => c.OfficeTree.Price()),
        new("OnlyTypename", Li, (c, _) => Of(c.OnlyTypename.ExecuteAsync()), (c, _) => c.OnlyTypename.Price()),
        new(
            "RecursiveInput",
            Li,
            (c, on) => Of(c.RecursiveInput.ExecuteAsync(Recursive(on.District), 3)),
            (c, on) => c.RecursiveInput.Price(Recursive(on.District), 3)
        ),
        new("Report", "director-sun", (c, _) => Of(c.Report.ExecuteAsync()), (c, _) => c.Report.Price()),
        new("Rows", Li, (c, _) => Of(c.Rows.ExecuteAsync(first: 100)), (c, _) => c.Rows.Price(first: 100)),
        new(
            "SameFragmentTwice",
            Li,
            (c, on) => Of(c.SameFragmentTwice.ExecuteAsync(on.Listing, on.Deal)),
            (c, on) => c.SameFragmentTwice.Price(on.Listing, on.Deal)
        ),
        new("Search", Li, (c, on) => Of(c.Search.ExecuteAsync(on.District)), (c, on) => c.Search.Price(on.District)),
        new(
            "SearchPage",
            Li,
            (c, on) => Of(c.SearchPage.ExecuteAsync(on.District, 2, 1, 99_000_000)),
            (c, on) => c.SearchPage.Price(on.District, 2, 1, 99_000_000)
        ),
        new("Showings", Li, (c, _) => Of(c.Showings.ExecuteAsync(DateTimeOffset.UnixEpoch)), (c, _) => c.Showings.Price(DateTimeOffset.UnixEpoch)),
        new("Unicode", Li, (c, _) => Of(c.Unicode.ExecuteAsync()), (c, _) => c.Unicode.Price()),
        new("UnionWithoutIds", Li, (c, on) => Of(c.UnionWithoutIds.ExecuteAsync(Showing(on))), (c, on) => c.UnionWithoutIds.Price(Showing(on))),
        new("Viewer", Li, (c, _) => Of(c.Viewer.ExecuteAsync()), (c, _) => c.Viewer.Price()),
        new("WholeDeal", Li, (c, on) => Of(c.WholeDeal.ExecuteAsync(on.Deal)), (c, on) => c.WholeDeal.Price(on.Deal)),
    ];

    public static TheoryData<string> Names => [.. Cases.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_operation_gives_the_values_of_the_answer_at_the_price_foretold(string name)
    {
        var one = Cases.Single(one => one.Name == name);
        var known = await KnownIds.OfAsync(server, Li);
        var (client, answers) = LiveClients.Recorded(server, one.Persona);

        var (data, errors) = await one.Run(client, known);

        var (request, answer) = Assert.Single(answers.All);
        Assert.Empty(errors);
        Assert.Empty(AnswerComparison.Differences(data!, answer.GetProperty("data")));
        var price = answer.GetProperty("extensions").GetProperty("cost").GetProperty("requested").GetInt64();
        Assert.Equal(price, one.Price(client, known));
        Assert.DoesNotContain("\"data\":{}", answer.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(1, request.EnumerateObject().Count(member => member.Name == "query"));
    }

    [Fact]
    public void Every_operation_that_is_no_subscription_is_run()
    {
        var run = Cases.Select(one => one.Name.Split(' ', ',')[0]).ToHashSet(StringComparer.Ordinal);

        var all = typeof(ILiveClient)
            .GetProperties()
            .Where(property => property.PropertyType.GetMethods().All(method => method.Name != "SubscribeAsync"));

        Assert.Empty(all.Select(property => property.Name).Except(run, StringComparer.Ordinal));
    }

    private static async Task<(object? Data, IReadOnlyList<ClientError> Errors)> Of<T>(Task<IOperationResult<T>> running)
        where T : class
    {
        var result = await running;
        return (result.Data, result.Errors);
    }

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;

    private static ClientCreateInput NewClient =>
        new()
        {
            FullName = "试运行",
            Phone = "19912345678",
            ConsentOn = new DateOnly(2024, 1, 2),
            DryRun = true,
        };

    private static DealAdvanceInput Advance(string deal) => new() { DealId = deal, DryRun = true };

    private static ListingRepriceInput Reprice(string listing) =>
        new()
        {
            ListingId = listing,
            ListPrice = 1_234_567.89m,
            ExpectedVersion = 0,
            DryRun = true,
        };

    private static ShowingRecordInput Showing(KnownIds on) =>
        new()
        {
            ListingId = on.Agent,
            ClientId = on.Listing,
            ShownAt = new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.FromHours(8)),
            DryRun = true,
        };

    private static CommunityFilterInput Recursive(string district) =>
        new()
        {
            And =
            [
                new CommunityFilterInput { District = new StringFilterInput { Eq = district } },
                new CommunityFilterInput { Not = new CommunityFilterInput { Name = new StringFilterInput { Eq = "无" } } },
            ],
            Or =
            [
                new CommunityFilterInput { YearBuilt = new IntFilterInput { Gt = 1 } },
                new CommunityFilterInput { YearBuilt = new IntFilterInput { Eq = null } },
            ],
        };
}

/// <summary>Ids that are there.</summary>
internal sealed record KnownIds(string Listing, string Own, string Deal, string Agent, string Community, string District, string Hidden)
{
    public IReadOnlyList<string> Ids => [Listing, Deal, Agent, Community];

    public static async Task<KnownIds> OfAsync(LiveServer server, string persona)
    {
        var data = await server.AskAsync(
            persona,
            """
            {
              viewer { agent { id listings(first: 1, where: { status: { eq: ACTIVE } }) { nodes { id } } } }
              listings(first: 1) { nodes { id district community { id } } }
              deals(first: 1) { nodes { id } }
            }
            """
        );
        // A deal of another franchise: there, and not to be seen.
        var others = await server.AskAsync("agent-zhao", "{ deals(first: 1) { nodes { id } } }");
        var listing = data["listings"]!["nodes"]![0]!;
        var agent = data["viewer"]!["agent"]!;
        return new KnownIds(
            (string)listing["id"]!,
            (string)agent["listings"]!["nodes"]![0]!["id"]!,
            (string)data["deals"]!["nodes"]![0]!["id"]!,
            (string)agent["id"]!,
            (string)listing["community"]!["id"]!,
            (string)listing["district"]!,
            (string)others["deals"]!["nodes"]![0]!["id"]!
        );
    }
}

/// <summary>One operation with its arguments.</summary>
internal sealed record OperationCase(
    string Name,
    string Persona,
    Func<ILiveClient, KnownIds, Task<(object? Data, IReadOnlyList<ClientError> Errors)>> Run,
    Func<ILiveClient, KnownIds, long> Price
);
