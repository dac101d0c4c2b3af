using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Clients;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;
using Lintel.Domain.Showings;
using Lintel.Schema.Clients;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Mutating;

namespace Lintel.Schema.Showings.Mutations;

/// <summary>Records a showing that took place.</summary>
internal sealed class ShowingRecord()
    : Mutation<ShowingRecord.ShowingRecordInput, Showing>(
        "showingRecord",
        "Records a showing that took place: an active listing the caller may see, to a client the caller serves. It counts for the agent, the store and the listing's heat.",
        ShowingAccess.Record
    )
{
    internal sealed record ShowingRecordInput : MutationInput
    {
        [Description("What was shown.")]
        public required Ref<Listing> ListingId { get; init; }

        [Description("Who saw it.")]
        public required Ref<Client> ClientId { get; init; }

        [Description("When it began: within the last 30 days.")]
        public required DateTimeOffset ShownAt { get; init; }

        [Description("1 (none) to 5 (wants it); null when the client did not say.")]
        public int? Interest { get; init; }

        [Description("What the client said, at most 1000 characters.")]
        public string? Feedback { get; init; }

        [Description("Who showed it; null: the caller's own desk.")]
        public Ref<Agent>? AgentId { get; init; }
    }

    public override IReadOnlyList<Type> Errors => [typeof(WrongState)];

    protected override async Task<Outcome<Guid>> RunAsync(ShowingRecordInput input, UseCase use, CancellationToken cancellationToken)
    {
        var agent = await use.DeskAsync(input.AgentId, ShowingAccess.Record, "agentId", cancellationToken);
        var listing = await use.FindAsync(input.ListingId, AccessRule.WithRow, "listingId", cancellationToken);
        var client = await use.FindAsync(input.ClientId, ClientAccess.Serve, "clientId", cancellationToken);
        if (!agent.Succeeded || !listing.Succeeded || !client.Succeeded)
        {
            return (List<UserError>)[.. agent.Errors, .. listing.Errors, .. client.Errors];
        }

        var showing = Showing.Record(
            new NewShowing
            {
                Id = use.NewId(),
                AgentId = agent.Value.Id,
                Placement = Placement.Of(agent.Value),
                ShownAt = input.ShownAt,
                Interest = input.Interest,
                Feedback = input.Feedback,
            },
            listing.Value,
            client.Value,
            use.Now
        );
        if (!showing.Succeeded)
        {
            return showing.Errors.ToArray();
        }

        use.Db.Showings.Add(showing.Value);
        listing.Value.CountShowing(use.Now);
        client.Value.Reach(client.Value.Stage >= ClientStage.Showing ? ClientStage.SecondShowing : ClientStage.Showing, use.Now);
        use.Record(new ShowingRecorded(showing.Value.Id, listing.Value.Id, client.Value.Id, input.Interest), showing.Value, agent.Value.Id);
        return showing.Value.Id;
    }
}
