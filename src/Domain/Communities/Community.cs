namespace Lintel.Domain.Communities;

/// <summary>
/// A residential community 楼盘/小区 (RESO SubdivisionName) of the dictionary all brokerages share.
/// Known by its id, never by its name: names occur twice.
/// </summary>
public sealed class Community
{
    private Community() { }

    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";
    public string City { get; private set; } = "";

    /// <summary>区, e.g. 朝阳 (RESO CountyOrParish); null when the source does not say.</summary>
    public string? District { get; private set; }

    /// <summary>Six-digit administrative code of the district (GB/T 2260); null when unknown.</summary>
    public string? DistrictCode { get; private set; }

    /// <summary>板块, e.g. 望京 (RESO MLSAreaMajor); null when the source does not say.</summary>
    public string? MlsAreaMajor { get; private set; }
    public int? YearBuilt { get; private set; }

    /// <summary>
    /// What the source calls it, e.g. `lianjia:1111027376204`, or `name:…` when an import knows no more than its name and
    /// place; unique, null for hand-made rows.
    /// </summary>
    public string? SourceKey { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    public static Community Create(
        Guid id,
        string name,
        string city,
        string? district,
        string? districtCode,
        string? mlsAreaMajor,
        int? yearBuilt,
        string? sourceKey,
        DateTimeOffset at
    ) =>
        new()
        {
            Id = id,
            Name = name,
            City = city,
            District = district,
            DistrictCode = districtCode,
            MlsAreaMajor = mlsAreaMajor,
            YearBuilt = yearBuilt,
            SourceKey = sourceKey,
            CreatedAt = at,
        };

    /// <summary>Gives a community known by name and place only the id that a dictionary has for it.</summary>
    public void Identify(string sourceKey)
    {
        if (SourceKey is not null && !SourceKey.StartsWith(NameKeyPrefix, StringComparison.Ordinal))
        {
            throw new InvalidOperationException("The community has an id already.");
        }

        SourceKey = sourceKey;
    }

    /// <summary>The source key of a community known by name and place only: the same from every source.</summary>
    public static string NameKey(string city, string? district, string? mlsAreaMajor, string name) =>
        $"{NameKeyPrefix}{city}/{district}/{mlsAreaMajor}/{name}";

    private const string NameKeyPrefix = "name:";
}
