using Lintel.Domain.Listings;

namespace Lintel.Data.Imports;

/// <summary>The facts read from one row, under the names of <see cref="FactCatalogue"/>.</summary>
internal sealed class FactSheet(string externalId, Dictionary<string, object> facts)
{
    public string ExternalId { get; } = externalId;

    public string? Text(string fact) => facts.GetValueOrDefault(fact) as string;

    public string RequiredText(string fact) => (string)facts[fact];

    public int? Integer(string fact) => facts.GetValueOrDefault(fact) as int?;

    public long? Money(string fact) => facts.GetValueOrDefault(fact) as long?;

    public bool? Flag(string fact) => facts.GetValueOrDefault(fact) as bool?;

    public T? Word<T>(string fact)
        where T : struct, Enum => facts.GetValueOrDefault(fact) as T?;

    public Orientations Orientations(string fact) => Word<Orientations>(fact) ?? Domain.Listings.Orientations.None;
}

/// <summary>Why a row is not taken.</summary>
internal sealed record RowProblem(string Code, string Message, string? Column);

/// <summary>A row that was read, or what is wrong with it.</summary>
internal readonly record struct RowReading<T>(T? Row, RowProblem? Problem)
    where T : class;
