using System.Text.Json;
using System.Text.Json.Nodes;
using Lintel.Domain;
using Lintel.Domain.Clients;
using Lintel.Domain.Deals;
using Lintel.Domain.Listings;
using Lintel.Schema.Tests.Shared.Mutating;

namespace Lintel.Schema.Tests.Platform;

/// <summary>A franchise's own fields as a partner's front end and an agent's desk handle them.</summary>
internal static class CustomFields
{
    public static MutationCall Define(string name = "parkingNote", string kind = "TEXT", string subject = "LISTING") =>
        new(
            "customFieldDefine",
            "customField",
            new JsonObject
            {
                ["subject"] = subject,
                ["name"] = name,
                ["kind"] = kind,
                ["description"] = $"我方字段 {name}.",
            }
        );

    public static MutationCall Archive(string field) => new("customFieldArchive", "customField", new JsonObject { ["customFieldId"] = field });

    public static MutationCall Set(Listing listing, string field) =>
        new("listingCustomValueSet", "listing", new JsonObject { ["listingId"] = listing.GlobalId(), ["customFieldId"] = field });

    public static MutationCall Set(Client client, string field) =>
        new("clientCustomValueSet", "client", new JsonObject { ["clientId"] = client.GlobalId(), ["customFieldId"] = field });

    public static MutationCall Set(Deal deal, string field) =>
        new("dealCustomValueSet", "deal", new JsonObject { ["dealId"] = deal.GlobalId(), ["customFieldId"] = field });

    /// <summary>Defines a field and returns its id.</summary>
    public static async Task<string> DefineAsync(
        this Graph graph,
        string name = "parkingNote",
        string kind = "TEXT",
        string subject = "LISTING",
        Viewer? by = null
    )
    {
        var defined = await Define(name, kind, subject).SendAsync(graph, by ?? graph.Cast.PartnerEast);
        Assert.Equal("", defined.Errors);
        return JsonDocument.Parse(defined.Subject).RootElement.GetProperty("id").GetString()!; // it was selected
    }

    /// <summary>Sends a mutation that must succeed.</summary>
    public static async Task DoAsync(this Graph graph, MutationCall call, Viewer? by = null) =>
        Assert.Equal("", (await call.SendAsync(graph, by ?? graph.Cast.Li)).Errors);
}
