using System.Text.Json.Nodes;
using Lintel.Domain;
using Lintel.Domain.Clients;
using Lintel.Domain.Communities;
using Lintel.Domain.Deals;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;
using Lintel.Domain.Platform;
using Lintel.Domain.Webhooks;
using Lintel.Schema.Tests.Documents;
using Lintel.Schema.Tests.Proofs.NonInterference;
using Lintel.Schema.Tests.Shared.Mutating;

namespace Lintel.Schema.Tests.Proofs;

/// <summary>Each mutation as it succeeds for everyone around Li who may run it, with every id given that it takes.</summary>
internal static class ValidCalls
{
    public static (MutationCall Call, JsonObject Input) Of(string mutation, string path, Graph graph, LoadedRows rows, Viewer viewer)
    {
        var (subject, input) = InputOf(mutation, path, graph.Cast, rows, viewer);
        return (new MutationCall(mutation, subject, input), input);
    }

    private static (string Subject, JsonObject Input) InputOf(string mutation, string path, Cast cast, LoadedRows rows, Viewer viewer)
    {
        JsonNode listing = One<Listing>(rows, row => row.ListingNumber == "李测试0").GlobalId();
        JsonNode client = One<Client>(rows, row => row.Id == cast.ClientZhou.Id).GlobalId();
        JsonNode agent = cast.AgentLi.GlobalId();
        JsonNode price = 4800000;
        JsonNode reason = "客户来电核实";
        JsonNode store = cast.Home.StoreOfLi.GlobalId();
        var field = One<CustomField>(
            rows,
            row => row.FranchiseId == cast.Home.Franchise.Id && row.Subject == CustomFieldSubject.Listing && row.Kind == CustomFieldKind.Text
        );
        return mutation switch
        {
            // Of an agent, or of an office.
            "accountAssign" when path == "agentId" => ("account", Account("AGENT", path, agent)),
            "accountAssign" => ("account", Account("CLOSING", "officeId", cast.Home.Franchise.GlobalId())),
            "accountClose" => ("account", new() { ["accountId"] = Ids.Of("Account", cast.Gao.AccountId!.Value) }),
            "accountDocumentsRestrict" => ("account", new() { ["accountId"] = Ids.Of("Account", cast.Gao.AccountId!.Value), ["trustedOnly"] = true }),
            "trustedDocumentsPublish" => (
                "trustedDocumentChange",
                DocumentCalls.Manifest(Ids.Of("Account", MachineOf(cast, viewer)!.Value), "query New { viewer { name } }")
            ),
            "trustedDocumentsRetire" => (
                "trustedDocumentChange",
                new()
                {
                    ["accountId"] = Ids.Of("Account", MachineOf(cast, viewer)!.Value),
                    ["ids"] = new JsonArray(One<TrustedDocument>(rows, document => document.AccountId == MachineOf(cast, viewer)).Hash),
                }
            ),
            "apiKeyCreate" => (
                "apiKey",
                new()
                {
                    ["accountId"] = Ids.Of("Account", cast.Integrator.AccountId!.Value),
                    ["name"] = "新钥匙",
                    ["scopes"] = new JsonArray("READ"),
                }
            ),
            "apiKeyRevoke" or "apiKeyRotate" => (
                "apiKey",
                new() { ["apiKeyId"] = Ids.Of("ApiKey", One<ApiKey>(rows, key => key.AccountId == MachineOf(cast, viewer)).Id) }
            ),
            "cooperationEnd" => (
                "cooperation",
                new() { ["cooperationId"] = Ids.Of("Cooperation", One<Cooperation>(rows, row => row.StoreId == cast.Home.StoreOfLi.Id).Id) }
            ),
            "cooperationGrant" => (
                "cooperation",
                new()
                {
                    ["storeId"] = store,
                    ["partnerStoreId"] = cast.StoreOfZhao.GlobalId(),
                    ["validUntil"] = "2026-04-01T00:00:00Z",
                }
            ),
            "customFieldArchive" => ("customField", new() { ["customFieldId"] = Ids.Of("CustomField", field.Id) }),
            "customFieldDefine" => ("customField", CustomFieldOf("LISTING")),
            "listingCustomValueSet" => ("listing", Value("listingId", listing, CustomFieldSubject.Listing)),
            "clientCustomValueSet" => ("client", Value("clientId", client, CustomFieldSubject.Client)),
            "dealCustomValueSet" => ("deal", Value("dealId", DealOf(rows, "李测试D2").GlobalId(), CustomFieldSubject.Deal)),
            "clientCreate" => (
                "client",
                new()
                {
                    ["fullName"] = "新客户",
                    ["phone"] = "13899990000",
                    ["consentOn"] = "2026-03-01",
                    ["agentId"] = agent,
                }
            ),
            "clientIdentityNumberReveal" or "clientPhoneReveal" => ("client", new() { ["clientId"] = client, ["reason"] = reason }),
            "dealAdvance" => ("deal", new() { ["dealId"] = DealOf(rows, "李测试D2").GlobalId() }),
            "dealReassign" => ("deal", new() { ["dealId"] = DealOf(rows, "李测试D2").GlobalId(), ["agentId"] = cast.AgentFeng.GlobalId() }),
            "agentMove" => ("agent", new() { ["agentId"] = cast.AgentFeng.GlobalId(), ["officeId"] = cast.Home.StoreOfWang.GlobalId() }),
            "dealOpen" => (
                "deal",
                new()
                {
                    ["listingId"] = listing,
                    ["clientId"] = client,
                    ["price"] = price,
                    ["paymentType"] = "CASH",
                    ["agentId"] = agent,
                }
            ),
            "dealTaskComplete" => (
                "dealTask",
                new() { ["taskId"] = One<DealTask>(rows, task => task.DealId == DealOf(rows, "李测试D0").Id && task.Order == 0).GlobalId() }
            ),
            "listingCreate" => (
                "listing",
                new()
                {
                    ["communityId"] = One<Community>(rows, row => row.Id == cast.Home.Community.Id).GlobalId(),
                    ["house"] = new JsonObject
                    {
                        ["buildingName"] = "9号楼",
                        ["unitName"] = "1单元",
                        ["unitNumber"] = "901",
                    },
                    ["title"] = "南北通透",
                    ["facts"] = new JsonObject
                    {
                        ["livingArea"] = 90,
                        ["bedroomsTotal"] = 2,
                        ["livingRoomsTotal"] = 1,
                        ["floorNumber"] = 9,
                        ["storiesTotal"] = 18,
                    },
                    ["listPrice"] = price,
                    ["listAgentId"] = agent,
                }
            ),
            "listingOwnerPhoneReveal" => ("listing", new() { ["listingId"] = listing, ["reason"] = reason }),
            "listingPublish" => (
                "listing",
                new() { ["listingId"] = One<Listing>(rows, row => row.ListingNumber == "李测试6").GlobalId(), ["visibility"] = "NETWORK" }
            ),
            "mediaUploadCreate" => (
                "mediaUpload",
                new()
                {
                    ["listingId"] = listing,
                    ["mediaCategory"] = "PHOTO",
                    ["contentType"] = "image/jpeg",
                    ["byteLength"] = 1_000,
                    ["sha256"] = new string('b', MediaUpload.HashLength),
                }
            ),
            "mediaAttach" => (
                "media",
                new()
                {
                    ["uploadId"] = Ids.Of(
                        "MediaUpload",
                        One<MediaUpload>(rows, upload => upload.ListingId == One<Listing>(rows, row => row.ListingNumber == "李测试0").Id).Id
                    ),
                }
            ),
            "listingReprice" => (
                "listing",
                new()
                {
                    ["listingId"] = listing,
                    ["listPrice"] = price,
                    ["reason"] = reason,
                }
            ),
            "showingRecord" => (
                "showing",
                new()
                {
                    ["listingId"] = listing,
                    ["clientId"] = client,
                    ["shownAt"] = "2026-03-15T10:00:00Z",
                    ["agentId"] = agent,
                }
            ),
            "webhookCreate" => (
                "webhookEndpoint",
                new() { ["url"] = "https://hooks.example/lintel", ["document"] = "subscription { dealAlerts { ... on StreamItem { sequence } } }" }
            ),
            "webhookDelete" or "webhookPause" or "webhookResume" or "webhookSecretRotate" or "webhookUpdate" => (
                "webhookEndpoint",
                new() { ["webhookEndpointId"] = Endpoint() }
            ),
            "webhookTest" => ("webhookDelivery", new() { ["webhookEndpointId"] = Endpoint() }),
            "webhookRedeliver" => (
                "webhookDelivery",
                new()
                {
                    ["webhookDeliveryId"] = Ids.Of(
                        "WebhookDelivery",
                        One<WebhookDelivery>(rows, delivery => delivery.EndpointId == EndpointOf(cast, rows, viewer).Id).Id
                    ),
                }
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(mutation), mutation, "Say how it succeeds."),
        };

        string Endpoint() => Ids.Of("WebhookEndpoint", EndpointOf(cast, rows, viewer).Id);

        JsonObject Value(string record, JsonNode id, CustomFieldSubject subject) =>
            new()
            {
                [record] = id,
                ["customFieldId"] = Ids.Of(
                    "CustomField",
                    One<CustomField>(
                        rows,
                        row => row.FranchiseId == cast.Home.Franchise.Id && row.Subject == subject && row.Kind == CustomFieldKind.Text
                    ).Id
                ),
                ["text"] = "新值",
            };
    }

    /// <summary>The account whose key a viewer may change: its own, or one that it answers for.</summary>
    private static Guid? MachineOf(Cast cast, Viewer viewer) =>
        viewer.Role is Role.Partner or Role.Integrator ? viewer.AccountId : cast.Integrator.AccountId;

    private static WebhookEndpoint EndpointOf(Cast cast, LoadedRows rows, Viewer viewer) =>
        One<WebhookEndpoint>(rows, endpoint => endpoint.AccountId == MachineOf(cast, viewer));

    private static JsonObject Account(string role, string path, JsonNode id) =>
        new()
        {
            ["subject"] = "test|new",
            ["displayName"] = "新同事",
            ["role"] = role,
            [path] = id,
        };

    private static JsonObject CustomFieldOf(string subject) =>
        new()
        {
            ["subject"] = subject,
            ["name"] = "another",
            ["kind"] = "TEXT",
            ["description"] = "另一字段",
        };

    private static Deal DealOf(LoadedRows rows, string number) => One<Deal>(rows, deal => deal.DealNumber == number);

    private static T One<T>(LoadedRows rows, Func<T, bool> which) => rows.Of(typeof(T)).Cast<T>().Single(which);
}
