using GraphQL.Transport;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Listings;
using Lintel.Testing;

namespace Lintel.Schema.Tests.Shared.Access;

/// <summary>An operation that uses an element its viewer's role has no grant for is refused before anything runs.</summary>
public sealed class RefusalTests
{
    [Fact]
    public async Task A_denied_field_is_refused_wherever_the_operation_hides_it()
    {
        var graph = await SchemaOnly.GraphAsync();
        foreach (
            var document in new[]
            {
                "{ deals { nodes { commission } } }",
                "{ deals { nodes { c: commission } } }",
                "{ deals { edges { node { commissionBps } } } }",
                "{ deals { ...F } } fragment F on DealConnection { nodes { ...G } } fragment G on Deal { commission }",
                "{ deals { nodes { ... { commission } } } }",
                "{ deals { nodes { ... on Deal { commission } } } }",
                "{ deals { nodes { ... on Node { ... on Deal { commission } } } } }",
                // A hidden field does not exist, skipped or not: otherwise a skipped one could be told from a misspelt one.
                "{ deals { nodes { commission @skip(if: true) } } }",
                "{ deals { nodes { id ... @include(if: false) { commission } } } }",
                "query($no: Boolean = false) { deals { nodes { id ...F @include(if: $no) } } } fragment F on Deal { commission }",
                "{ deals { nodes { commission @include(if: true) } } }",
                "{ deals { nodes { commission @skip(if: false) } } }",
                "query($yes: Boolean = true) { deals { nodes { ... @include(if: $yes) { commission } } } }",
                "{ listings { nodes { deals { nodes { commission } } } } }",
                "{ agents { nodes { store { agents { nodes { deals { nodes { commission } } } } } } } }",
                "{ node(id: \"Deal_AAAAAAAAAAAAAAAAAAAAAA\") { ... on Deal { commission } } }",
                "{ nodes(ids: []) { ... on Deal { commission } } }",
                "subscription { dealAlerts { ... on DealAlert { deal { commission } } } }",
                "{ viewer { name } deals { nodes { id commission } } }",
                "query A { deals { nodes { commission } } }",
            }
        )
        {
            await IsRefusedAsync(graph, graph.Cast.Integrator, document);
        }
    }

    [Fact]
    public async Task A_denied_field_is_refused_in_filters_and_orders()
    {
        var graph = await SchemaOnly.GraphAsync();
        foreach (
            var (document, variables) in new (string, object?)[]
            {
                ("{ deals(where: {commission: {gt: 1}}) { totalCount } }", null),
                ("{ deals(where: {and: [{or: [{not: {commission: {gt: 1}}}]}]}) { totalCount } }", null),
                ("{ deals(where: {commission: {}}) { totalCount } }", null),
                ("{ deals(where: {commission: null}) { totalCount } }", null),
                ("{ listings(where: {deals: {some: {commission: {gt: 1}}}}) { totalCount } }", null),
                ("{ agents(where: {listings: {none: {deals: {all: {commissionBps: {eq: 200}}}}}}) { totalCount } }", null),
                ("{ deals(order: [{commission: ASC}]) { totalCount } }", null),
                ("{ deals(order: [{price: ASC}, {commission: DESC}]) { totalCount } }", null),
                ("{ listings { nodes { deals(order: [{commission: ASC}]) { totalCount } } } }", null),
                ("query($w: DealFilterInput) { deals(where: $w) { totalCount } }", new { w = new { commission = new { gt = 1 } } }),
                ("query($w: DealFilterInput = {commission: {gt: 1}}) { deals(where: $w) { totalCount } }", null),
                ("query($c: DecimalFilterInput) { deals(where: {commission: $c}) { totalCount } }", new { c = new { gt = 1 } }),
                ("query($o: [DealOrderInput!]) { deals(order: $o) { totalCount } }", new { o = new[] { new { commission = "ASC" } } }),
                ("query($o: DealOrderInput!) { deals(order: [$o]) { totalCount } }", new { o = new { commission = "ASC" } }),
                ("{ listings(where: {floorPrice: {lt: 1}}) { totalCount } }", null),
                ("{ listings(where: {house: {unitNumber: {eq: \"1\"}}}) { totalCount } }", null),
                ("{ clients(where: {phone: {eq: \"13812345678\"}}) { totalCount } }", null),
            }
        )
        {
            await IsRefusedAsync(graph, graph.Cast.Integrator, document, variables);
        }
    }

    [BothDatabases]
    public async Task What_is_not_run_is_not_judged(DatabaseProvider provider)
    {
        var graph = await ReadOnlyGraph.OfAsync(provider, _ => { });
        foreach (
            var (document, variables, operation) in new (string, object?, string?)[]
            {
                (
                    "query Mine { deals { totalCount } } query Other { ...F } fragment F on Query { deals { nodes { ...G } } } fragment G on Deal { commission }",
                    null,
                    "Mine"
                ),
                ("query Mine { deals { totalCount } } query Other { deals { nodes { commission } } }", null, "Mine"),
                ("query($w: DealFilterInput) { deals(where: $w) { totalCount } }", new { w = new { price = new { gt = 1 } } }, null),
                ("query($w: DealFilterInput) { deals(where: $w) { totalCount } }", null, null),
            }
        )
        {
            var answer = await graph.RunAsync(graph.Cast.Integrator, document, variables, operation);

            Assert.Equal($"{document} ", $"{document} {answer.Codes}");
            Assert.Equal(0, answer["deals.totalCount"].GetInt32());
        }

        var other = await graph.RunAsync(
            graph.Cast.Integrator,
            "query Mine { deals { totalCount } } query Other { deals { nodes { commission } } }",
            operation: "Other"
        );
        Assert.Equal("FORBIDDEN", other.Codes);
    }

    [Fact]
    public async Task A_type_whose_rows_a_role_never_sees_is_refused_also_through_node()
    {
        var graph = await SchemaOnly.GraphAsync();

        await IsRefusedAsync(graph, graph.Cast.Zhou, "{ node(id: \"House_AAAAAAAAAAAAAAAAAAAAAA\") { ... on House { unitNumber } } }");
        await IsRefusedAsync(graph, graph.Cast.Li, "{ nodes(ids: []) { ... on ImportRun { fileName quarantine { nodes { rawText } } } } }");
        await IsRefusedAsync(graph, graph.Cast.Li, "{ importRuns { totalCount } }");
        await IsRefusedAsync(graph, graph.Cast.Zhou, "{ reports { agentPerformance { totalCount } } }");
    }

    [Fact]
    public async Task A_refusal_names_no_coordinate_and_points_into_the_caller_s_own_document()
    {
        var graph = await SchemaOnly.GraphAsync();

        var answer = await graph.RunAsync(graph.Cast.Integrator, "{ deals { nodes {\n commission } } }");

        Assert.Equal(
            """{"errors":[{"message":"Cannot query field 'commission' on type 'Deal'.","locations":[{"line":2,"column":2}],"extensions":{"code":"FORBIDDEN"}}]}""",
            answer.Text
        );
    }

    [Fact]
    public async Task Nobody_who_has_not_signed_in_sees_anything()
    {
        var graph = await SchemaOnly.GraphAsync();
        var roots = graph.Schema.Query.Fields.Select(field => field.Name).ToList();
        Assert.Equal(24, roots.Count);

        foreach (
            var document in new[]
            {
                "{ listings { totalCount } }",
                "{ clients { nodes { id } } }",
                "{ deals { pageInfo { hasNextPage } } }",
                "{ agents { totalCount } }",
                "{ reports { storePerformance { totalCount } } }",
                "{ reports { __typename } }",
                "{ showings { totalCount } }",
                "{ offices { totalCount } }",
                "{ communities { nodes { name } } }",
                "{ importRuns { totalCount } }",
                "{ customFields { totalCount } }",
                "{ apiKeys { totalCount } }",
                "{ trustedDocuments { totalCount } }",
                "{ webhookEndpoints { totalCount } }",
                "{ eventLog { totalCount } }",
                "{ events { position } }",
                "{ node(id: \"Listing_AAAAAAAAAAAAAAAAAAAAAA\") { id } }",
                "{ nodes(ids: []) { id } }",
                "{ viewer { name } }",
                "{ schema }",
                "mutation { dealAdvance(input: {dealId: \"x\"}) { sequence } }",
                "subscription { dealAlerts { __typename } }",
                "subscription { dealAlerts { ... on StreamItem { sequence } } }",
            }
        )
        {
            var answer = await graph.RunAsync(Viewer.Anonymous, document);

            Assert.True(answer.IsRefusedUnrun, $"{document}: {answer.Text}");
            // A document may name several things that are not there.
            Assert.Equal($"{document} UNAUTHENTICATED", $"{document} {string.Join(' ', answer.Codes.Split(' ').Distinct())}");
        }

        Assert.Equal(
            """{"__typename":"Query","graphVersion":"1.0.0","query":{"fields":[{"name":"graphVersion"}]},"listing":null}""",
            (
                await graph.RunAsync(
                    Viewer.Anonymous,
                    """{ __typename graphVersion query: __type(name: "Query") { fields { name } } listing: __type(name: "Listing") { name } }"""
                )
            ).Data
        );
    }

    [Fact]
    public async Task A_role_that_may_not_act_is_refused_each_mutation()
    {
        var graph = await SchemaOnly.GraphAsync();
        var mayAct = new Dictionary<string, string>
        {
            ["accountAssign"] = "Director PlatformOps",
            ["accountClose"] = "Director PlatformOps",
            ["accountDocumentsRestrict"] = "Director PlatformOps",
            ["agentMove"] = "Director PlatformOps",
            ["apiKeyCreate"] = "Director PlatformOps",
            ["apiKeyRevoke"] = "Director PlatformOps Partner Integrator",
            ["apiKeyRotate"] = "Director PlatformOps Partner Integrator",
            ["clientCreate"] = "Agent StoreManager",
            ["clientCustomValueSet"] = "Agent StoreManager",
            ["clientIdentityNumberReveal"] = "Agent StoreManager Compliance",
            ["clientPhoneReveal"] = "Agent StoreManager Director Compliance",
            ["cooperationEnd"] = "StoreManager Director",
            ["cooperationGrant"] = "StoreManager Director",
            ["customFieldArchive"] = "Director Partner",
            ["customFieldDefine"] = "Director Partner",
            ["dealAdvance"] = "Agent StoreManager Director Closing",
            ["dealCustomValueSet"] = "Agent StoreManager Director Closing",
            ["dealOpen"] = "Agent StoreManager",
            ["dealReassign"] = "StoreManager Director PlatformOps",
            ["dealTaskComplete"] = "Agent StoreManager Director Closing",
            ["listingCreate"] = "Agent StoreManager Director",
            ["listingCustomValueSet"] = "Agent StoreManager Director",
            ["listingImport"] = "StoreManager Director PlatformOps Partner",
            ["listingOwnerPhoneReveal"] = "Agent StoreManager Compliance Closing",
            ["listingPublish"] = "Agent StoreManager Director",
            ["listingReprice"] = "Agent StoreManager Director",
            ["mediaAttach"] = "Agent StoreManager Director",
            ["mediaUploadCreate"] = "Agent StoreManager Director",
            ["showingRecord"] = "Agent StoreManager",
            ["trustedDocumentsPublish"] = "Director PlatformOps Partner Integrator",
            ["trustedDocumentsRetire"] = "Director PlatformOps Partner Integrator",
            ["webhookCreate"] = "Partner Integrator",
            ["webhookDelete"] = "Director PlatformOps Partner Integrator",
            ["webhookPause"] = "Director PlatformOps Partner Integrator",
            ["webhookRedeliver"] = "Partner Integrator",
            ["webhookResume"] = "Director PlatformOps Partner Integrator",
            ["webhookSecretRotate"] = "Partner Integrator",
            ["webhookTest"] = "Partner Integrator",
            ["webhookUpdate"] = "Partner Integrator",
        };
        Assert.Equal(mayAct.Keys, graph.Schema.Mutation!.Fields.Select(field => field.Name));

        foreach (var (mutation, roles) in mayAct)
        {
            // The input lacks what is required, so who may act is told that, and nobody gets further.
            var type = char.ToUpperInvariant(mutation[0]) + mutation[1..] + "Input!";
            var document = $$"""mutation($input: {{type}}) { {{mutation}}(input: $input) { sequence } }""";
            var before = await graph.DumpAsync();
            foreach (var viewer in graph.Cast.OneOfEachRole)
            {
                var answer = await graph.RunAsync(viewer, document, new { input = InputOf(mutation, graph.Cast) });

                var refused = answer.IsRefusedUnrun && answer.Codes.Split(' ').Distinct().SequenceEqual(["FORBIDDEN"]);
                Assert.Equal($"{mutation} {viewer.Role} {!roles.Split(' ').Contains(viewer.Role.ToString())}", $"{mutation} {viewer.Role} {refused}");
            }

            Assert.Equal(before, await graph.DumpAsync());
        }
    }

    [BothDatabases]
    public async Task A_mutation_whose_answer_asks_too_much_is_refused_before_it_acts(DatabaseProvider provider)
    {
        Listing listing = null!;
        await using var graph = await Graph.CreateAsync(
            provider,
            cast => cast.AddDeal("D1", cast.AgentLi, listing = cast.AddListing("L1", cast.AgentLi), cast.ClientZhou)
        );
        var deal = (await graph.RunAsync(graph.Cast.Gao, "{ deals { nodes { id } } }"))["deals.nodes.0.id"].GetString();
        var before = await graph.DumpAsync();

        // The closing desk may advance deals, and may not know the commission.
        var answer = await graph.RunAsync(
            graph.Cast.Gao,
            "mutation($id: ID!) { dealAdvance(input: {dealId: $id}) { deal { stage listing { deals { nodes { commission } } } } } }",
            new { id = deal }
        );

        Assert.True(answer.IsRefusedUnrun, answer.Text);
        Assert.Equal("FORBIDDEN", answer.Codes);
        Assert.Equal(before, await graph.DumpAsync());
    }

    [BothDatabases]
    public async Task A_way_in_that_only_reads_takes_no_mutation(DatabaseProvider provider)
    {
        Listing listing = null!;
        await using var graph = await Graph.CreateAsync(provider, cast => listing = cast.AddListing("L1", cast.AgentLi));
        var before = await graph.DumpAsync();
        var reprice = $$"""mutation { listingReprice(input: {listingId: "{{listing.GlobalId()}}", listPrice: 4000000}) { sequence } }""";
        const string alerts = "subscription { dealAlerts { ... on StreamItem { sequence } } }";

        var answer = new Answer(graph.Serialize(await graph.ExecuteAsync(graph.Cast.Li, new GraphQLRequest { Query = reprice }, readOnly: true)));
        Assert.True(answer.IsRefusedUnrun, answer.Text);
        Assert.Equal("QUERY_ONLY", answer.Codes);

        var subscription = await graph.ExecuteAsync(graph.Cast.Li, new GraphQLRequest { Query = alerts }, readOnly: true);
        Assert.Single(subscription.Streams!);
        var query = await graph.ExecuteAsync(graph.Cast.Li, new GraphQLRequest { Query = "{ listings { totalCount } }" }, readOnly: true);
        Assert.Equal("""{"listings":{"totalCount":1}}""", new Answer(graph.Serialize(query)).Data);
        Assert.Equal(before, await graph.DumpAsync());
    }

    /// <summary>An input of the right shape that leads nowhere: nothing it names exists.</summary>
    private static object InputOf(string mutation, Cast cast) =>
        mutation switch
        {
            "accountAssign" => new
            {
                subject = "",
                displayName = "",
                role = "AGENT",
            },
            "accountDocumentsRestrict" => new { accountId = Ids.Of("Account", Guid.Empty), trustedOnly = true },
            "trustedDocumentsPublish" => new { manifest = Array.Empty<object>() },
            "trustedDocumentsRetire" => new { ids = Array.Empty<string>() },
            "accountClose" => new { accountId = Ids.Of("Account", Guid.Empty) },
            "apiKeyCreate" => new
            {
                accountId = Ids.Of("Account", Guid.Empty),
                name = "",
                scopes = Array.Empty<string>(),
            },
            "apiKeyRevoke" or "apiKeyRotate" => new { apiKeyId = Ids.Of("ApiKey", Guid.Empty) },
            "cooperationEnd" => new { cooperationId = Ids.Of("Cooperation", Guid.Empty) },
            "cooperationGrant" => new { partnerStoreId = Ids.Of("Office", Guid.Empty), validUntil = "2026-04-01T00:00:00Z" },
            "clientCreate" => new
            {
                fullName = "",
                phone = "",
                consentOn = "2026-01-01",
            },
            "clientIdentityNumberReveal" or "clientPhoneReveal" => new { clientId = Ids.Of("Client", Guid.Empty), reason = "looking" },
            "listingOwnerPhoneReveal" => new { listingId = Ids.Of("Listing", Guid.Empty), reason = "looking" },
            "clientCustomValueSet" => new { clientId = Ids.Of("Client", Guid.Empty), customFieldId = Ids.Of("CustomField", Guid.Empty) },
            "dealCustomValueSet" => new { dealId = Ids.Of("Deal", Guid.Empty), customFieldId = Ids.Of("CustomField", Guid.Empty) },
            "listingCustomValueSet" => new { listingId = Ids.Of("Listing", Guid.Empty), customFieldId = Ids.Of("CustomField", Guid.Empty) },
            "customFieldArchive" => new { customFieldId = Ids.Of("CustomField", Guid.Empty) },
            "customFieldDefine" => new
            {
                subject = "LISTING",
                name = "",
                kind = "TEXT",
                description = "",
            },
            "dealAdvance" => new { dealId = Ids.Of("Deal", Guid.Empty) },
            "dealReassign" => new { dealId = Ids.Of("Deal", Guid.Empty), agentId = Ids.Of("Agent", Guid.Empty) },
            "agentMove" => new { agentId = Ids.Of("Agent", Guid.Empty), officeId = Ids.Of("Office", Guid.Empty) },
            "dealOpen" => new
            {
                listingId = Ids.Of("Listing", Guid.Empty),
                clientId = cast.ClientZhou.GlobalId(),
                price = 5000000,
                paymentType = "CASH",
            },
            "dealTaskComplete" => new { taskId = Ids.Of("DealTask", Guid.Empty) },
            "listingCreate" => new
            {
                communityId = Ids.Of("Community", Guid.Empty),
                house = new { buildingName = "1", unitNumber = "1" },
                title = "x",
                listPrice = 1,
                facts = new
                {
                    livingArea = 1,
                    bedroomsTotal = 1,
                    livingRoomsTotal = 1,
                    floorNumber = 1,
                    storiesTotal = 1,
                },
            },
            "listingImport" => new
            {
                uploadId = "none",
                fileName = "none.csv",
                format = "none",
            },
            "listingPublish" => new { listingId = Ids.Of("Listing", Guid.Empty) },
            "listingReprice" => new { listingId = Ids.Of("Listing", Guid.Empty), listPrice = 5000000 },
            "mediaAttach" => new { uploadId = Ids.Of("MediaUpload", Guid.Empty) },
            "mediaUploadCreate" => new
            {
                listingId = Ids.Of("Listing", Guid.Empty),
                mediaCategory = "PHOTO",
                contentType = "image/jpeg",
                byteLength = 1,
                sha256 = new string('a', 64),
            },
            "showingRecord" => new
            {
                listingId = Ids.Of("Listing", Guid.Empty),
                clientId = cast.ClientZhou.GlobalId(),
                shownAt = "2026-03-15T10:00:00Z",
            },
            "webhookCreate" => new { url = "", document = "" },
            "webhookDelete" or "webhookPause" or "webhookResume" or "webhookSecretRotate" or "webhookTest" or "webhookUpdate" => new
            {
                webhookEndpointId = Ids.Of("WebhookEndpoint", Guid.Empty),
            },
            "webhookRedeliver" => new { webhookDeliveryId = Ids.Of("WebhookDelivery", Guid.Empty) },
            _ => throw new ArgumentOutOfRangeException(nameof(mutation), mutation, "Say what it takes."),
        };

    private static async Task IsRefusedAsync(Graph graph, Viewer viewer, string document, object? variables = null)
    {
        var answer = await graph.RunAsync(viewer, document, variables);

        Assert.True(answer.IsRefusedUnrun, $"{document}: {answer.Text}");
        Assert.Equal($"{document} FORBIDDEN", $"{document} {string.Join(' ', answer.Codes.Split(' ').Distinct())}");
    }
}
