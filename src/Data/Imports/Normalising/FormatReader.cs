using System.Text.RegularExpressions;
using Lintel.Domain;
using Lintel.Domain.Imports;

namespace Lintel.Data.Imports;

/// <summary>A mapping made ready for reading: every pattern, word and column checked once, before the first row.</summary>
internal sealed class FormatReader
{
    private readonly Regex _id;
    private readonly IReadOnlyList<(Regex Pattern, RejectRule Rule)> _rejects;
    private readonly IReadOnlyList<(Regex Pattern, string Column)> _shapes;
    private readonly IReadOnlyList<FactReader> _facts;

    private FormatReader(ImportFormat format)
    {
        Format = format;
        _id = Normalisers.Pattern(format.Id.Pattern);
        _rejects = [.. format.Rejects.Select(rule => (Normalisers.Pattern(rule.Matches), rule))];
        _shapes = [.. format.Shapes.Select(shape => (Normalisers.Pattern(shape.Value), shape.Key))];
        var catalogue = FactCatalogue.For(format.Kind);
        _facts =
        [
            .. format.Facts.Select(fact =>
                catalogue.TryGetValue(fact.Key, out var type)
                    ? new FactReader(fact.Key, fact.Value, type)
                    : throw new FormatException($"there is no fact {fact.Key}.")
            ),
        ];
    }

    public ImportFormat Format { get; }

    /// <summary>The columns the file must have.</summary>
    public IReadOnlyList<string> Columns =>
        [
            .. _facts
                .SelectMany(fact => fact.Columns)
                .Concat(_shapes.Select(shape => shape.Column))
                .Concat(_rejects.Select(reject => reject.Rule.Column))
                .Append(Format.Id.Column)
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>The reader of a mapping, or what is wrong with the mapping.</summary>
    public static Outcome<FormatReader> Compile(ImportFormat format)
    {
        try
        {
            Check(format);
            return new FormatReader(format);
        }
        catch (FormatException error)
        {
            return new InvalidFormat(format.Name, error.Message);
        }
    }

    /// <summary>The column a fact comes from; null for a template and for what is no fact.</summary>
    public string? ColumnOf(string fact) => Format.Facts.GetValueOrDefault(fact)?.Column;

    /// <summary>The facts of a row, or the first thing that is wrong with it.</summary>
    public RowReading<FactSheet> Read(SourceRow row)
    {
        foreach (var (pattern, rule) in _rejects)
        {
            if (pattern.IsMatch(row[rule.Column]))
            {
                return Refused(rule.Code, rule.Message, rule.Column);
            }
        }

        foreach (var (pattern, column) in _shapes)
        {
            if (!pattern.IsMatch(row[column]))
            {
                return Refused(QuarantineCodes.UnreadableValue, $"{Reading.Quote(row[column])} has an unknown form.", column);
            }
        }

        var id = row[Format.Id.Column];
        if (!_id.IsMatch(id) || id.Length > FactCatalogue.LongestId)
        {
            return Refused(QuarantineCodes.UnreadableValue, $"{Reading.Quote(id)} is not an id.", Format.Id.Column);
        }

        var facts = new Dictionary<string, object>(_facts.Count, StringComparer.Ordinal);
        foreach (var fact in _facts)
        {
            var reading = fact.Read(row);
            if (reading.Problem is not null)
            {
                return Refused(reading.Code!, reading.Problem, fact.Rule.Column);
            }

            if (reading.Value is not null)
            {
                facts.Add(fact.Name, reading.Value);
            }
        }

        var sheet = new FactSheet(id, facts);
        return Format.PriceCheck?.Problem(sheet) is { } mismatch
            ? Refused(QuarantineCodes.PriceMismatch, mismatch, ColumnOf("listPrice"))
            : new(sheet, Problem: null);
    }

    private static RowReading<FactSheet> Refused(string code, string message, string? column) =>
        new(Row: null, new RowProblem(code, message, column));

    private static void Check(ImportFormat format)
    {
        if (format.Name.Length is 0 or > 60)
        {
            throw new FormatException("the name must have 1 to 60 characters.");
        }

        if (format.Delimiter.Length != 1)
        {
            throw new FormatException("the delimiter must be one character.");
        }

        foreach (var fact in FactCatalogue.Needed(format.Kind))
        {
            if (format.Facts.GetValueOrDefault(fact) is not { } rule)
            {
                throw new FormatException($"the fact {fact} must be mapped.");
            }

            if (!rule.Required && rule.Template is null)
            {
                throw new FormatException($"the fact {fact} must be required.");
            }
        }

        if (format.Communities is { Match: CommunityKey.Name, Dictionary: null })
        {
            throw new FormatException("communities matched by name need a dictionary.");
        }
    }
}
