using Lintel.Domain;

namespace Lintel.Data.Imports;

/// <summary>The codes a quarantined row can carry besides those of <see cref="InputCodes"/>.</summary>
internal static class QuarantineCodes
{
    [RowCode("The row is the header once more.", "Nothing: it holds no data.")]
    public const string RepeatedHeader = "REPEATED_HEADER";

    [RowCode("An earlier row of the file has the same id.", "Keep the row that is right.")]
    public const string DuplicateId = "DUPLICATE_ID";

    /// <summary>Given by the reject rules of formats.</summary>
    [RowCode("The values stand one column beside their headers.", "Put them in their places.")]
    public const string ShiftedColumns = "SHIFTED_COLUMNS";

    [RowCode("The row has more or fewer columns than the header.", "Look for a comma or a quote that is missing or too many.")]
    public const string WrongColumnCount = "WRONG_COLUMN_COUNT";

    [RowCode("The row cannot be read as CSV, or is too long.", "Look for a quote that is not closed.")]
    public const string MalformedRow = "MALFORMED_ROW";

    [RowCode("A value has not the form of its column; the message quotes it.", "Correct the value, or the form in the format's mapping.")]
    public const string UnreadableValue = "UNREADABLE_VALUE";

    [RowCode("The row has characters that are none in the file's encoding.", "Save the file as UTF-8.")]
    public const string UnreadableCharacters = "UNREADABLE_CHARACTERS";

    [RowCode("A word is none that the format knows in this column.", "Correct the word, or add it to the format's mapping.")]
    public const string UnknownWord = "UNKNOWN_WORD";

    [RowCode("Price, unit price and area do not fit one another.", "Correct the one that is wrong.")]
    public const string PriceMismatch = "PRICE_MISMATCH";

    [RowCode("A listing that was not imported from this source has the number.", "Give the row another number.")]
    public const string ListingNumberTaken = "LISTING_NUMBER_TAKEN";
}
