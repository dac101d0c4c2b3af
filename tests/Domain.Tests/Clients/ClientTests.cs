using Lintel.Domain.Clients;

namespace Lintel.Domain.Tests.Clients;

public sealed class ClientTests
{
    [Fact]
    public void Consent_comes_first()
    {
        var without = Client.Create(Brokerage.NewClient() with { ConsentOn = null }, Brokerage.Now);
        var tomorrow = Client.Create(Brokerage.NewClient() with { ConsentOn = Brokerage.Today.AddDays(1) }, Brokerage.Now);

        Assert.Equal("REQUIRED consentOn", $"{without.Errors[0].Code} {without.Errors[0].Path[0]}");
        Assert.Equal("OUT_OF_RANGE consentOn", $"{tomorrow.Errors[0].Code} {tomorrow.Errors[0].Path[0]}");
    }

    [Fact]
    public void A_client_never_falls_back_to_an_earlier_stage()
    {
        var client = Brokerage.OneClient();

        foreach (var reached in Enum.GetValues<ClientStage>())
        {
            foreach (var next in Enum.GetValues<ClientStage>())
            {
                client.Reach(reached, Brokerage.Now);
                var before = client.Stage;
                client.Reach(next, Brokerage.Now.AddHours(1));
                Assert.Equal(next > before ? next : before, client.Stage);
                Assert.Equal(Brokerage.Now.AddHours(1), client.LastContactAt);
            }
        }

        Assert.Equal(ClientStage.Deal, client.Stage);
        Assert.Equal(1L + (2 * 6 * 6), client.Version);
    }

    [Fact]
    public void A_need_has_sensible_limits()
    {
        var need = new NewClientNeed { Purpose = PurchasePurpose.School, BudgetFen = 100_000_00 };

        Assert.Empty(need.Problems("need"));
        Assert.Empty((need with { LivingAreaMinimumDm2 = 60_00, LivingAreaMaximumDm2 = 60_00, BedroomsMinimum = 30 }).Problems("need"));
        Assert.Equal(
            ["budget", "bedroomsMinimum", "livingAreaMinimum", "livingAreaMaximum"],
            (need with { BudgetFen = 99_999_99, BedroomsMinimum = -1, LivingAreaMinimumDm2 = 2000_01, LivingAreaMaximumDm2 = 1 })
                .Problems("need")
                .Select(problem => problem.Path[1])
        );
    }
}
