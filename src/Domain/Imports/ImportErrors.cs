namespace Lintel.Domain.Imports;

/// <summary>No mapping of this name is installed, and no mapping file stands at this path.</summary>
[ErrorType("Take one of the formats in known.")]
public sealed record UnknownFormat(string Format, IReadOnlyList<string> Known)
    : UserError("UNKNOWN_FORMAT", $"There is no import format {Format}. Known: {string.Join(", ", Known)}.", ["format"]);

/// <summary>A mapping file does not describe a layout.</summary>
[ErrorType("Correct the mapping file; the message says where.", Meaning = "The mapping file does not describe a layout.")]
public sealed record InvalidFormat(string Format, string Reason)
    : UserError("INVALID_FORMAT", $"The import format {Format} is not usable: {Reason}", ["format"]);

/// <summary>The file holds no data row.</summary>
[ErrorType("Send a file with rows.")]
public sealed record EmptyFile(string FileName) : UserError("EMPTY_FILE", $"{FileName} holds no data row.", ["file"]);

/// <summary>The file is no text: a workbook, an archive or a picture, perhaps.</summary>
[ErrorType("Save it as CSV.")]
public sealed record BinaryFile(string FileName) : UserError("BINARY_FILE", $"{FileName} is not a text file; save it as CSV first.", ["file"]);

/// <summary>The characters of the file could not be told.</summary>
[ErrorType("Save it as UTF-8.")]
public sealed record UnknownEncoding(string FileName)
    : UserError("UNKNOWN_ENCODING", $"The encoding of {FileName} was not recognised; save it as UTF-8.", ["file"]);

/// <summary>The text is no CSV from the given line on, e.g. a quote that is never closed.</summary>
[ErrorType("Look at line in the file; often a quote is not closed.")]
public sealed record MalformedFile(int Line, string Reason)
    : UserError("MALFORMED_FILE", $"The file cannot be read from line {Line}: {Reason}", ["file"]);

/// <summary>The header lacks columns that the format reads.</summary>
[ErrorType("Add the columns in missing, or take the format the file has.")]
public sealed record MissingColumns(IReadOnlyList<string> Missing, IReadOnlyList<string> Found)
    : UserError("MISSING_COLUMNS", $"The file lacks the columns {string.Join(", ", Missing)}; it has {string.Join(", ", Found)}.", ["file"]);

/// <summary>No such office, or none that the actor may import for: the two are not told apart.</summary>
[ErrorType("Give the code of an office that you may import for.")]
public sealed record UnknownOffice(string? OfficeCode)
    : UserError(
        "UNKNOWN_OFFICE",
        OfficeCode is null ? "Say which office the rows are for." : $"There is no office {OfficeCode} that you may import for.",
        ["officeCode"]
    );

/// <summary>Nobody in the office can take the listings.</summary>
[ErrorType("Add an agent to a store of the office.")]
public sealed record NoActiveAgents(string OfficeCode)
    : UserError("NO_ACTIVE_AGENTS", $"The office {OfficeCode} has no store with an active agent.", ["officeCode"]);

/// <summary>The same file is being imported for the same office at this moment.</summary>
[ErrorType("Wait for the run in importRunId.")]
public sealed record ImportInProgress(Guid ImportRunId)
    : UserError("IMPORT_IN_PROGRESS", "The same file is being imported at this moment.", ["file"]);
