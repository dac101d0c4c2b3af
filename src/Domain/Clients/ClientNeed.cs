namespace Lintel.Domain.Clients;

/// <summary>What a client looks for 需求标签 (capability 27). Versioned: a change adds a row, the highest revision counts.</summary>
public sealed class ClientNeed : IPart
{
    private ClientNeed() { }

    public Guid Id { get; private set; }
    public Guid BrandId { get; private set; }
    public Guid ClientId { get; private set; }
    public int Revision { get; private set; }
    public PurchasePurpose Purpose { get; private set; }
    public Urgency Urgency { get; private set; }

    /// <summary>The most the client spends, in fen.</summary>
    public long BudgetFen { get; private set; }

    /// <summary>The preferred district; null: any.</summary>
    public string? District { get; private set; }

    /// <summary>The preferred 板块; null: any.</summary>
    public string? MlsAreaMajor { get; private set; }
    public int? BedroomsMinimum { get; private set; }
    public int? LivingAreaMinimumDm2 { get; private set; }
    public int? LivingAreaMaximumDm2 { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    public static Outcome<ClientNeed> Create(Guid id, Client client, int revision, NewClientNeed input, DateTimeOffset at)
    {
        var problems = input.Problems("need").ToList();
        if (problems.Count > 0)
        {
            return problems;
        }

        return new ClientNeed
        {
            Id = id,
            BrandId = client.BrandId,
            ClientId = client.Id,
            Revision = revision,
            Purpose = input.Purpose,
            Urgency = input.Urgency,
            BudgetFen = input.BudgetFen,
            District = input.District,
            MlsAreaMajor = input.MlsAreaMajor,
            BedroomsMinimum = input.BedroomsMinimum,
            LivingAreaMinimumDm2 = input.LivingAreaMinimumDm2,
            LivingAreaMaximumDm2 = input.LivingAreaMaximumDm2,
            CreatedAt = at,
        };
    }
}

/// <summary>What a need is made from; money in fen, area in dm².</summary>
public sealed record NewClientNeed
{
    public const int LongestPlace = 40;

    public required PurchasePurpose Purpose { get; init; }
    public Urgency Urgency { get; init; } = Urgency.C;
    public required long BudgetFen { get; init; }
    public string? District { get; init; }
    public string? MlsAreaMajor { get; init; }
    public int? BedroomsMinimum { get; init; }
    public int? LivingAreaMinimumDm2 { get; init; }
    public int? LivingAreaMaximumDm2 { get; init; }

    public IEnumerable<UserError> Problems(string path)
    {
        if (BudgetFen is < 100_000_00 or > 1_000_000_000_00)
        {
            yield return InvalidInput.OutOfRange("between 100,000 and 1,000,000,000 yuan", path, "budget");
        }

        foreach (var (place, name) in new[] { (District, "district"), (MlsAreaMajor, "mlsAreaMajor") })
        {
            if (place?.Length > LongestPlace)
            {
                yield return InvalidInput.TooLong(LongestPlace, path, name);
            }
        }

        if (BedroomsMinimum is < 0 or > 30)
        {
            yield return InvalidInput.OutOfRange("between 0 and 30", path, "bedroomsMinimum");
        }

        if (LivingAreaMinimumDm2 is < 0 or > 2000_00)
        {
            yield return InvalidInput.OutOfRange("between 0 and 2000 ㎡", path, "livingAreaMinimum");
        }

        if (LivingAreaMaximumDm2 is < 0 or > 2000_00 || LivingAreaMaximumDm2 < LivingAreaMinimumDm2)
        {
            yield return InvalidInput.OutOfRange("between livingAreaMinimum and 2000 ㎡", path, "livingAreaMaximum");
        }
    }
}
