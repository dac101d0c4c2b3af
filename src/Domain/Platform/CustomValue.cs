namespace Lintel.Domain.Platform;

/// <summary>What a custom field is to hold: one of these, by its kind; none of them: nothing.</summary>
public sealed record CustomContent
{
    public const int LongestText = 1000;

    /// <summary>Sums over a million rows stay within 64 bits.</summary>
    public const long LargestHundredths = 100_000_000_000_00;

    public string? Text { get; init; }
    public int? Integer { get; init; }

    /// <summary>A decimal, in hundredths.</summary>
    public long? Hundredths { get; init; }
    public bool? Flag { get; init; }
    public DateOnly? Day { get; init; }

    /// <summary>What is given: the kind each value is of, and where it stands in the input.</summary>
    internal IEnumerable<(CustomFieldKind Kind, string Path)> Given()
    {
        if (Text is not null)
        {
            yield return (CustomFieldKind.Text, "text");
        }

        if (Integer is not null)
        {
            yield return (CustomFieldKind.Integer, "integer");
        }

        if (Hundredths is not null)
        {
            yield return (CustomFieldKind.Decimal, "decimal");
        }

        if (Flag is not null)
        {
            yield return (CustomFieldKind.Boolean, "boolean");
        }

        if (Day is not null)
        {
            yield return (CustomFieldKind.Date, "date");
        }
    }

    internal UserError? OutOfBounds() =>
        Text is { Length: 0 or > LongestText } ? InvalidInput.OutOfRange($"1 to {LongestText} characters", "text")
        : Hundredths is < -LargestHundredths or > LargestHundredths
            ? InvalidInput.OutOfRange("between -100,000,000,000 and 100,000,000,000", "decimal")
        : null;
}

/// <summary>What a custom field holds of one record; no row: nothing. The column of the field's kind is the one that is filled.</summary>
public sealed class CustomValue : IVersioned
{
    private CustomValue() { }

    public Guid FieldId { get; private set; }

    /// <summary>The listing, client or deal, by the subject of the field.</summary>
    public Guid RecordId { get; private set; }
    public Guid BrandId { get; private set; }
    public Guid FranchiseId { get; private set; }
    public string? Text { get; private set; }

    /// <summary>A whole number, or a decimal in hundredths.</summary>
    public long? Number { get; private set; }
    public bool? Flag { get; private set; }
    public DateOnly? Day { get; private set; }
    public long Version { get; private set; }
    public DateTimeOffset ModifiedAt { get; private set; }

    /// <summary>The first value of a record; the content is one the field takes (<see cref="CustomField.Problems"/>).</summary>
    public static CustomValue Create(CustomField field, Guid recordId, CustomContent content, DateTimeOffset at)
    {
        var value = new CustomValue
        {
            FieldId = field.Id,
            RecordId = recordId,
            BrandId = field.BrandId,
            FranchiseId = field.FranchiseId,
        };
        value.Change(content, at);
        return value;
    }

    public void Change(CustomContent content, DateTimeOffset at)
    {
        Text = content.Text;
        Number = content.Integer ?? content.Hundredths;
        Flag = content.Flag;
        Day = content.Day;
        Version++;
        ModifiedAt = at;
    }
}
