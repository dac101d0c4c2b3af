using Lintel.Client;
using Lintel.PartnerConsole.Graph;

namespace Lintel.PartnerConsole;

/// <summary>The whole story: two pages of listings, a deal of our own, and the alert that its next stage causes.</summary>
internal sealed class Walkthrough(IPartnerClient client, TimeProvider clock, TextWriter output)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>0 when everything that was promised was seen.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PrintListingsAsync(cancellationToken);
            var deals = new DealDesk(client, clock);
            var deal = await deals.OpenAsync(cancellationToken);
            await output.WriteLineAsync($"deal {deal.DealNumber}: opened at {deal.Price:N2} yuan");
            await AdvanceAndHearAsync(deals, deal, cancellationToken);
            return 0;
        }
        catch (Exception fault) when (fault is GraphQLClientException or WalkthroughException)
        {
            await output.WriteLineAsync($"failed: {fault.Message}");
            return 1;
        }
    }

    private async Task PrintListingsAsync(CancellationToken cancellationToken)
    {
        var pages = 0;
        await foreach (var page in client.GetListings.PagesAsync(first: 5, cancellationToken: cancellationToken))
        {
            pages++;
            var total = page.Listings.TotalCount;
            await output.WriteLineAsync($"page {pages} of {(total + 4) / 5} ({total} listings)");
            foreach (var listing in page.Listings.Nodes)
            {
                await output.WriteLineAsync($"  {Describe(listing)}");
            }

            if (pages == 2)
            {
                return;
            }
        }

        throw new WalkthroughException($"Two pages of listings were expected, {pages} came.");
    }

    /// <summary>Takes the fragment, so that any operation that spreads it can be printed.</summary>
    private static string Describe(IListingLine listing) =>
        $"{listing.ListingId}  {listing.Title}  {listing.ListPrice:N0} yuan  {listing.LivingArea} ㎡  {listing.ListAgent?.MemberFullName}";

    private async Task AdvanceAndHearAsync(DealDesk deals, OpenedDeal deal, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(LongestWait, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        // From the position of the opening on: what happens before the socket stands is not missed.
        var heard = HearAsync(deal, either.Token);
        var stage = await deals.AdvanceAsync(deal, cancellationToken);
        var answeredAt = clock.GetTimestamp();
        await output.WriteLineAsync($"advanced to {stage}");
        try
        {
            var (alert, heardAt) = await heard;
            var delay = clock.GetElapsedTime(answeredAt, heardAt).TotalMilliseconds;
            // The event is told as soon as it is committed, which can be before the answer is read.
            var when = $"{Math.Abs(delay):F0} ms {(delay < 0 ? "before" : "after")} the mutation's answer";
            await output.WriteLineAsync(
                $"alert {alert.Sequence}: {alert.Kind} {alert.FromStage} -> {alert.ToStage}, deal {alert.Deal?.DealNumber}, {when}"
            );
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            throw new WalkthroughException($"No alert came within {LongestWait}.");
        }
    }

    private async Task<(OnDealAlert_DealAlerts_DealAlert Alert, long HeardAt)> HearAsync(OpenedDeal deal, CancellationToken cancellationToken)
    {
        var alerts = client.OnDealAlert.SubscribeAsync(after: deal.Position, where: new DealAlertFilterInput { DealId = deal.Id }, cancellationToken);
        await foreach (var result in alerts)
        {
            if (result.EnsureNoErrors().DealAlerts is OnDealAlert_DealAlerts_DealAlert { Kind.Value: DealAlertKind.StageChanged } alert)
            {
                return (alert, clock.GetTimestamp());
            }
        }

        throw new WalkthroughException("The server ended the subscription without the alert.");
    }
}
