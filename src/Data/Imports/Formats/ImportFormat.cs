namespace Lintel.Data.Imports;

/// <summary>What the rows of a layout are.</summary>
public enum ImportKind
{
    /// <summary>Homes offered for sale.</summary>
    Listings,

    /// <summary>Entries of the dictionary of communities 楼盘字典.</summary>
    Communities,
}

/// <summary>
/// How one file layout maps to the vocabulary of the domain. It is data: the JSON files beside this one are the layouts
/// the product knows, and <see cref="ImportFormats.Load"/> reads another. Format of the JSON: docs of each property.
/// </summary>
public sealed record ImportFormat
{
    /// <summary>Its name on the command line and the first half of a source key (`name:id`).</summary>
    public required string Name { get; init; }
    public required ImportKind Kind { get; init; }
    public string Description { get; init; } = "";

    /// <summary>The city all rows lie in, as the graph shows it, e.g. 北京.</summary>
    public required string City { get; init; }

    /// <summary>One character; a comma unless said otherwise.</summary>
    public string Delimiter { get; init; } = ",";

    /// <summary>The column that identifies a row for ever.</summary>
    public required IdColumn Id { get; init; }

    /// <summary>What stands before the id in a source key; the format's name unless several layouts share one numbering.</summary>
    public string? KeyPrefix { get; init; }

    /// <summary>What stands before the id in the number people use for the listing.</summary>
    public string NumberPrefix { get; init; } = "";

    /// <summary>Column → regular expression its whole value must match, so that no part of a composite value is lost unseen.</summary>
    public IReadOnlyDictionary<string, string> Shapes { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Rows that are known to be broken, with the reason to give.</summary>
    public IReadOnlyList<RejectRule> Rejects { get; init; } = [];

    /// <summary>Fact → how to read it. The facts are those of <see cref="FactCatalogue"/>.</summary>
    public required IReadOnlyDictionary<string, FactRule> Facts { get; init; }

    /// <summary>Whether price = unit price × area is checked; needs the facts listPrice, unitPrice and livingArea.</summary>
    public PriceCheck? PriceCheck { get; init; }
    public CommunityMatch Communities { get; init; } = new();

    /// <summary>District as the source words it → six-digit code (GB/T 2260). The source's wording is what is stored.</summary>
    public IReadOnlyDictionary<string, string> Districts { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The source key of a row.</summary>
    public string KeyOf(string externalId) => $"{KeyPrefix ?? Name}:{externalId}";
}

/// <summary>The identifying column and what its values look like.</summary>
public sealed record IdColumn
{
    public required string Column { get; init; }
    public string Pattern { get; init; } = "^.+$";
}

/// <summary>A row whose <see cref="Column"/> matches is quarantined with this code and message.</summary>
public sealed record RejectRule
{
    public required string Code { get; init; }
    public required string Column { get; init; }
    public required string Matches { get; init; }
    public required string Message { get; init; }
}

/// <summary>What to do with a value that is there but cannot be read.</summary>
public enum Unreadable
{
    /// <summary>Keep the row out, with the reason.</summary>
    Quarantine,

    /// <summary>The fact is unknown. For composite columns, whose parts are optional, and for placeholders.</summary>
    Empty,
}

/// <summary>How one fact is read from a row.</summary>
public sealed record FactRule
{
    /// <summary>The normaliser: text, template, integer, area, money, word, flag, age or orientations.</summary>
    public required string Read { get; init; }

    /// <summary>The column it reads; only a template has none.</summary>
    public string? Column { get; init; }

    /// <summary>Regular expression; its first group (or the whole match) is the value. For a flag: what makes it true.</summary>
    public string? Pattern { get; init; }

    /// <summary>For money: 元 or 万元.</summary>
    public string? Unit { get; init; }

    /// <summary>For a word: the source's word → the enum value in constant case, or null for "the source does not say".</summary>
    public IReadOnlyDictionary<string, string?>? Words { get; init; }

    /// <summary>For an age: what to count; the first that matches.</summary>
    public IReadOnlyList<AgeRule>? Ages { get; init; }

    /// <summary>For a template: text with {Column} in it.</summary>
    public string? Template { get; init; }

    /// <summary>For an integer: the least and the greatest value that can be true.</summary>
    public int? Min { get; init; }
    public int? Max { get; init; }

    /// <summary>An empty value keeps the row out.</summary>
    public bool Required { get; init; }
    public Unreadable Unreadable { get; init; } = Unreadable.Quarantine;
}

/// <summary>`(\d+)天以前`, 1: the number in the group times the days; without a group, the days.</summary>
public sealed record AgeRule
{
    public required string Matches { get; init; }
    public required int Days { get; init; }
}

/// <summary>The stated price must be unit price × area within a tolerance: a row whose columns slipped fails this.</summary>
public sealed record PriceCheck
{
    public required int TolerancePercent { get; init; }

    /// <summary>The step in ㎡ to which the source rounds areas; 0: not rounded.</summary>
    public int AreaStep { get; init; }

    /// <summary>The unit price in yuan at which the source stops counting; null: it does not.</summary>
    public long? UnitPriceCap { get; init; }
}

/// <summary>How a row of listings finds its community.</summary>
public sealed record CommunityMatch
{
    public CommunityKey Match { get; init; } = CommunityKey.Place;

    /// <summary>For <see cref="CommunityKey.Name"/>: the key prefix of the dictionary to look in.</summary>
    public string? Dictionary { get; init; }
    public AmbiguousName Ambiguous { get; init; } = AmbiguousName.None;
}

/// <summary>What identifies a community to the source.</summary>
public enum CommunityKey
{
    /// <summary>City, district, 板块 and name together.</summary>
    Place,

    /// <summary>The name alone, within the dictionary; a name the dictionary lacks is a community of its own.</summary>
    Name,
}

/// <summary>Which community a name means that occurs twice in the dictionary.</summary>
public enum AmbiguousName
{
    /// <summary>None of them: the row gets a community known by its name only.</summary>
    None,

    /// <summary>The one with the lowest id.</summary>
    LowestId,
}
