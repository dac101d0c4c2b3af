using System.Globalization;
using Lintel.Client;
using Lintel.PartnerConsole.Graph;

namespace Lintel.PartnerConsole;

/// <summary>A deal as it was opened, and where in the event log that stands.</summary>
internal sealed record OpenedDeal(string Id, string DealNumber, DealStage Stage, decimal Price, string? Position, IReadOnlyList<string> TasksOfStage);

/// <summary>Enters what a deal needs, opens it and moves it on.</summary>
internal sealed class DealDesk(IPartnerClient client, TimeProvider clock)
{
    private const decimal Price = 3_200_000m;

    public async Task<OpenedDeal> OpenAsync(CancellationToken cancellationToken)
    {
        var listingId = await ListAsync(cancellationToken);
        var clientId = await EnterClientAsync(cancellationToken);
        var result = await client.OpenDeal.ExecuteAsync(
            new DealOpenInput
            {
                ListingId = listingId,
                ClientId = clientId,
                Price = Price,
                PaymentType = PaymentType.Loan,
            },
            cancellationToken
        );
        var payload = result.EnsureNoErrors().DealOpen;
        if (payload.Deal is not { } deal)
        {
            throw Refused("dealOpen", payload.Errors.Select(error => error.Message));
        }

        return new OpenedDeal(
            deal.Id,
            deal.DealNumber,
            deal.Stage,
            deal.Price,
            payload.Sequence?.ToString(CultureInfo.InvariantCulture),
            [.. deal.Tasks.Nodes.Where(task => task.Stage == deal.Stage && task.Status == DealTaskStatus.Open).Select(task => task.Id)]
        );
    }

    public async Task<string> AdvanceAsync(OpenedDeal deal, CancellationToken cancellationToken)
    {
        foreach (var taskId in deal.TasksOfStage)
        {
            var done = await client.CompleteTask.ExecuteAsync(new DealTaskCompleteInput { TaskId = taskId }, cancellationToken);
            if (done.EnsureNoErrors().DealTaskComplete is { DealTask: null } refused)
            {
                throw Refused("dealTaskComplete", refused.Errors.Select(error => error.Message));
            }
        }

        var result = await client.AdvanceDeal.ExecuteAsync(new DealAdvanceInput { DealId = deal.Id }, cancellationToken);
        var payload = result.EnsureNoErrors().DealAdvance;
        return payload.Deal?.Stage.Name ?? throw Refused("dealAdvance", payload.Errors.Select(Explain));
    }

    /// <summary>Each refusal is a type of its own; one that a newer server adds is not lost either.</summary>
    private static string? Explain(AdvanceDeal_DealAdvance_Errors error) =>
        error switch
        {
            AdvanceDeal_DealAdvance_Errors_DealTasksOpen open => $"first do: {string.Join(", ", open.OpenTasks)}",
            AdvanceDeal_DealAdvance_Errors_StaleDeal stale =>
                $"somebody changed {string.Join(", ", stale.ChangedFields ?? ["the deal"])}, it is now {stale.Current?.Stage}",
            _ => $"{error.TypeName}: {error.Message}",
        };

    private async Task<string> ListAsync(CancellationToken cancellationToken)
    {
        var communities = await client.GetCommunity.ExecuteAsync(cancellationToken);
        if (communities.EnsureNoErrors().Communities.Nodes is not [{ Id: var communityId }, ..])
        {
            throw new WalkthroughException("The brokerage has no community to list a home in.");
        }

        var now = clock.GetUtcNow();
        var created = await client.CreateListing.ExecuteAsync(
            new ListingCreateInput
            {
                CommunityId = communityId,
                House = new HouseInput
                {
                    BuildingName = $"{now:yyyyMMdd}号楼",
                    UnitNumber = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
                },
                Title = "南北通透三居室",
                Facts = new HouseFactsInput
                {
                    LivingArea = 96.5m,
                    BedroomsTotal = 3,
                    LivingRoomsTotal = 1,
                    FloorNumber = 8,
                    StoriesTotal = 18,
                    Orientations = [Orientation.South, Orientation.North],
                },
                ListPrice = Price,
                MandateOn = Today(),
            },
            cancellationToken
        );
        var creation = created.EnsureNoErrors().ListingCreate;
        if (creation.Listing is not { } listing)
        {
            throw Refused("listingCreate", creation.Errors.Select(error => error.Message));
        }

        var published = await client.PublishListing.ExecuteAsync(
            new ListingPublishInput { ListingId = listing.Id, ExpectedVersion = listing.Version },
            cancellationToken
        );
        return published.EnsureNoErrors().ListingPublish is { Listing: null } refused
            ? throw Refused("listingPublish", refused.Errors.Select(error => error.Message))
            : listing.Id;
    }

    private async Task<string> EnterClientAsync(CancellationToken cancellationToken)
    {
        // A number that nobody else has entered: 199 and the last eight digits of the clock.
        var digits = clock.GetUtcNow().ToUnixTimeMilliseconds() % 100_000_000;
        var result = await client.CreateClient.ExecuteAsync(
            new ClientCreateInput
            {
                FullName = "示例客户",
                Phone = $"199{digits:D8}",
                ConsentOn = Today(),
            },
            cancellationToken
        );
        var payload = result.EnsureNoErrors().ClientCreate;
        return payload.Client?.Id ?? throw Refused("clientCreate", payload.Errors.Select(error => error.Message));
    }

    /// <summary>The brokerage's day, which is China's.</summary>
    private DateOnly Today() => DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);

    private static WalkthroughException Refused(string mutation, IEnumerable<string?> reasons) =>
        new($"{mutation} was refused: {string.Join("; ", reasons)}");
}
