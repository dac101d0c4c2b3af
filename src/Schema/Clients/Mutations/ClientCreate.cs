using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Clients;
using Lintel.Domain.Organisation;
using Lintel.Schema.Shared.Mutating;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Clients.Mutations;

/// <summary>Enters a client (capabilities 26 and 27): consent first, one phone once per brand.</summary>
internal sealed class ClientCreate()
    : Mutation<ClientCreate.ClientCreateInput, Client>(
        "clientCreate",
        "Enters a client with the consent to keep the data. An agent enters for the own desk, a manager for any agent of the store.",
        ClientAccess.Create
    )
{
    private const int LongestSource = 60;

    internal sealed record ClientCreateInput : MutationInput
    {
        [Description("The client's name, 1 to 60 characters.")]
        public required string FullName { get; init; }

        [Description("Mobile number, 11 digits, not on file yet.")]
        public required string Phone { get; init; }

        [Description("Citizen identity number, 18 characters (GB 11643).")]
        public string? IdentityNumber { get; init; }

        [Description("The day the client consented to our keeping the data (PIPL), today or earlier.")]
        public required DateOnly ConsentOn { get; init; }

        [Description("Where the client came from, at most 60 characters.")]
        public string? Source { get; init; }

        [Description("What the client looks for.")]
        public ClientNeedInput? Need { get; init; }

        [Description("The agent who serves the client; null: the caller's own desk.")]
        public Ref<Agent>? AgentId { get; init; }
    }

    public override IReadOnlyList<Type> Errors => [typeof(DuplicateClient)];

    protected override async Task<Outcome<Guid>> RunAsync(ClientCreateInput input, UseCase use, CancellationToken cancellationToken)
    {
        var agent = await use.DeskAsync(input.AgentId, ClientAccess.Create, "agentId", cancellationToken);
        if (!agent.Succeeded)
        {
            return agent.Errors.ToArray();
        }

        var client = Client.Create(
            new NewClient
            {
                Id = use.NewId(),
                Placement = Placement.Of(agent.Value),
                AgentId = agent.Value.Id,
                FullName = input.FullName.Trim(),
                Phone = input.Phone,
                IdentityNumber = input.IdentityNumber,
                ConsentOn = input.ConsentOn,
                Source = input.Source,
            },
            use.Now
        );
        List<UserError> problems = [.. client.Errors, .. input.Need?.ToNeed().Problems("need") ?? []];
        if (input.Source?.Length > LongestSource)
        {
            problems.Add(InvalidInput.TooLong(LongestSource, "source"));
        }

        if (await use.Db.WithProtected<Client>(other => other.Phone, agent.Value.BrandId, input.Phone).AnyAsync(cancellationToken))
        {
            problems.Add(new DuplicateClient());
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        use.Db.Clients.Add(client.Value);
        if (input.Need is { } need)
        {
            use.Db.ClientNeeds.Add(ClientNeed.Create(use.NewId(), client.Value, revision: 1, need.ToNeed(), use.Now).Value);
        }

        use.Record(new ClientCreated(client.Value.Id), client.Value, agent.Value.Id);
        return client.Value.Id;
    }
}

[Description("What a client looks for.")]
internal sealed record ClientNeedInput
{
    [Description("Why the client buys.")]
    public required PurchasePurpose Purpose { get; init; }

    [Description("How soon; null: C.")]
    public Urgency? Urgency { get; init; }

    [Description("The most the client spends, in yuan, 100,000 to 1,000,000,000.")]
    public required Money Budget { get; init; }

    [Description("The preferred 区, at most 40 characters; null: any.")]
    public string? District { get; init; }

    [Description("The preferred 板块, at most 40 characters; null: any.")]
    public string? MlsAreaMajor { get; init; }

    [Description("At least so many 室, 0 to 30; null: any.")]
    public int? BedroomsMinimum { get; init; }

    [Description("At least so many ㎡, 0 to 2000; null: any.")]
    public Area? LivingAreaMinimum { get; init; }

    [Description("At most so many ㎡, from livingAreaMinimum to 2000; null: any.")]
    public Area? LivingAreaMaximum { get; init; }

    public NewClientNeed ToNeed() =>
        new()
        {
            Purpose = Purpose,
            Urgency = Urgency ?? Domain.Clients.Urgency.C,
            BudgetFen = Budget.Fen,
            District = District,
            MlsAreaMajor = MlsAreaMajor,
            BedroomsMinimum = BedroomsMinimum,
            LivingAreaMinimumDm2 = LivingAreaMinimum?.Dm2,
            LivingAreaMaximumDm2 = LivingAreaMaximum?.Dm2,
        };
}
