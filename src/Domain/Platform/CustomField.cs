namespace Lintel.Domain.Platform;

/// <summary>What a franchise partner can give fields of its own to.</summary>
public enum CustomFieldSubject
{
    Listing,
    Client,
    Deal,
}

/// <summary>What a custom field holds.</summary>
public enum CustomFieldKind
{
    Text,
    Integer,
    Decimal,
    Boolean,
    Date,
}

/// <summary>
/// A field that a franchise partner has given a subject, typed, and part of that partner's graph only. What it is called and what it holds
/// never changes; it can be archived, and then the graph has it no longer while its values are kept.
/// </summary>
public sealed class CustomField : IVersioned
{
    /// <summary>What the name of every custom field starts with, and no field of ours: neither can ever stand in the other's way.</summary>
    public const string Prefix = "custom";
    public const int LongestName = 40;
    public const int LongestDescription = 300;

    /// <summary>Fields in use per subject and franchise; archived ones do not count.</summary>
    [Limit("fields", "Fields that a franchise has in use on one subject.")]
    public const int MostPerSubject = 50;

    private CustomField() { }

    public Guid Id { get; private set; }
    public Guid BrandId { get; private set; }
    public Guid FranchiseId { get; private set; }
    public CustomFieldSubject Subject { get; private set; }

    /// <summary>The name in the graph, e.g. `customParkingNote`; unique among those of the franchise and subject in use.</summary>
    public string FieldName { get; private set; } = "";
    public CustomFieldKind Kind { get; private set; }
    public string Description { get; private set; } = "";
    public long Version { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? ArchivedAt { get; private set; }

    /// <summary>A new field, called <paramref name="name"/> after the prefix: `parkingNote` is `customParkingNote`.</summary>
    public static Outcome<CustomField> Define(
        Guid id,
        Guid brandId,
        Guid franchiseId,
        CustomFieldSubject subject,
        string name,
        CustomFieldKind kind,
        string description,
        DateTimeOffset at
    )
    {
        var words = description.Trim();
        List<UserError> problems = [];
        if (!IsName(name))
        {
            problems.Add(
                InvalidInput.Malformed($"1 to {LongestName} letters and digits in lowerCamel, without the prefix {Prefix}; the graph adds it", "name")
            );
        }

        if (words.Length is 0 or > LongestDescription || words.Any(char.IsControl))
        {
            problems.Add(InvalidInput.OutOfRange($"1 to {LongestDescription} characters on one line", "description"));
        }

        return problems.Count > 0
            ? problems
            : new CustomField
            {
                Id = id,
                BrandId = brandId,
                FranchiseId = franchiseId,
                Subject = subject,
                FieldName = NameInGraph(name),
                Kind = kind,
                Description = words,
                Version = 1,
                CreatedAt = at,
            };
    }

    /// <summary>Whether a name is one that only custom fields have.</summary>
    public static bool IsCustom(string fieldName) =>
        fieldName.Length > Prefix.Length
        && fieldName.StartsWith(Prefix, StringComparison.Ordinal)
        && char.IsAsciiLetterUpper(fieldName[Prefix.Length]);

    /// <summary>Takes the field out of the graph; its values stay.</summary>
    public Outcome<CustomField> Archive(DateTimeOffset at)
    {
        if (ArchivedAt is not null)
        {
            return Archived("customFieldId");
        }

        ArchivedAt = at;
        Version++;
        return this;
    }

    /// <summary>Why this field of a franchise cannot hold a value; empty when it can.</summary>
    public IReadOnlyList<UserError> Problems(CustomContent content)
    {
        if (ArchivedAt is not null)
        {
            return [Archived("customFieldId")];
        }

        var given = content.Given().ToList();
        return given.Find(value => value.Kind != Kind) is { Path: { } path } ? [new WrongCustomKind(EnumNames.ToConstantCase(Kind.ToString()), path)]
            : given.Count == 0 ? []
            : content.OutOfBounds() is { } problem ? [problem]
            : [];
    }

    private static WrongState Archived(string path) => new("ARCHIVED", "The field is archived.", [path]);

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && char.IsAsciiLetterLower(name[0]) && name.All(char.IsAsciiLetterOrDigit) && !IsCustom(name);

    private static string NameInGraph(string name) => Prefix + char.ToUpperInvariant(name[0]) + name[1..];
}
