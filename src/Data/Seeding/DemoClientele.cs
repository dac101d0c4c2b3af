using Lintel.Domain;
using Lintel.Domain.Clients;
using Lintel.Domain.Organisation;

namespace Lintel.Data.Seeding;

/// <summary>Builds the clients with what they look for.</summary>
internal sealed class DemoClientele(DemoData data, DemoPlan plan, DemoRandom random, DemoPeople people, DemoCalendar calendar, DemoMarket market)
{
    private static readonly string[] Sources = ["门店接待", "网络端口", "老客户转介绍", "社区活动"];

    public void Build()
    {
        var li = data.AgentCalled(DemoPersonas.AgentLi);
        for (var number = 0; number < plan.Clients; number++)
        {
            var holder = data.Agents[number % data.Agents.Count];
            // The first clients of an agent are old ones: there is always somebody to show a home to.
            var age =
                holder.Clients.Count < 4 ? 750 - (holder.Clients.Count * 10)
                : random.Chance(0.55) ? random.Between(300, 740)
                : random.Between(1, 300);
            var isZhou = holder == li && holder.Clients.Count == 0;
            var client = NewClient(holder, calendar.DaysAgo(age), isZhou, number);
            AddNeeds(client, holder.Districts);
            holder.Clients.Add(client);
            data.Clients.Add(client);
        }

        AddPortalAccount(li.Clients[0].Client);
    }

    private DemoClient NewClient(DemoAgent holder, DateTimeOffset at, bool isZhou, int number)
    {
        var input = new NewClient
        {
            Id = random.NextId(at),
            Placement = Placement.Of(holder.Agent),
            AgentId = holder.Agent.Id,
            FullName = isZhou ? "周念安" : people.Name(),
            Phone = people.ClientPhone(),
            IdentityNumber = random.Chance(0.4) ? people.IdentityNumber() : null,
            ConsentOn = OfficeCalendar.DateAt(at),
            Source = Sources[number % Sources.Length],
        };
        return new DemoClient(Client.Create(input, at).Value);
    }

    private void AddNeeds(DemoClient client, DemoDistrict[] districts)
    {
        if (random.Chance(0.08))
        {
            return;
        }

        var revisions = random.Chance(0.15) ? 2 : 1;
        var at = client.Client.CreatedAt;
        for (var revision = 1; revision <= revisions; revision++)
        {
            client.Needs.Add(ClientNeed.Create(random.NextId(at), client.Client, revision, NewNeed(districts), at).Value);
            at = calendar.Between(at, calendar.DaysAgo(1));
        }
    }

    private NewClientNeed NewNeed(DemoDistrict[] districts)
    {
        var district = market.PickDistrict(districts);
        var tenThousands = Math.Clamp(Math.Round(random.LogNormal(49, 0.45)), 10, 600) * 10;
        var smallest = random.Pick([40, 50, 60, 75, 90, 110]) * 100;
        return new NewClientNeed
        {
            Purpose = random.Pick(
                (PurchasePurpose.FirstHome, 42),
                (PurchasePurpose.Upgrade, 30),
                (PurchasePurpose.School, 15),
                (PurchasePurpose.Investment, 6),
                (PurchasePurpose.Retirement, 7)
            ),
            Urgency = random.Pick((Urgency.A, 15), (Urgency.B, 30), (Urgency.C, 35), (Urgency.D, 20)),
            BudgetFen = (long)tenThousands * 10_000_00,
            District = random.Chance(0.85) ? district.Name : null,
            MlsAreaMajor = random.Chance(0.5) ? random.Pick(district.Areas) : null,
            BedroomsMinimum = random.Pick(((int?)1, 20), (2, 45), (3, 25), (null, 10)),
            LivingAreaMinimumDm2 = smallest,
            LivingAreaMaximumDm2 = random.Chance(0.6) ? smallest + random.Between(2, 8) * 10_00 : null,
        };
    }

    private void AddPortalAccount(Client client) =>
        data.Accounts.Add(
            Account.ForClient(
                random.NextId(client.CreatedAt),
                DemoPersonas.SubjectOf(DemoPersonas.ClientZhou),
                client.FullName,
                client.BrandId,
                client.Id,
                client.CreatedAt
            )
        );
}
