using System.Globalization;
using System.Text;
using GraphQL.Types;
using Lintel.Domain;
using Lintel.Schema.Releasing;
using Lintel.Schema.Shared.Errors;
using Lintel.Server.Transport.WebSockets;

namespace Lintel.Server.Codes;

/// <summary>All codes and limits as one Markdown page, <c>docs/errors.md</c>, generated from their declarations.</summary>
internal sealed class ErrorsPage
{
    private readonly StringBuilder _page = new();
    private readonly ISchema _schema;
    private readonly CodeHistory _history;

    private ErrorsPage(ISchema schema, IReadOnlyList<Release> releases)
    {
        schema.Initialize();
        (_schema, _history) = (schema, new CodeHistory(releases));
    }

    /// <exception cref="InvalidOperationException">A code is used again that a release retired.</exception>
    public static string Write(ISchema schema, IReadOnlyList<Release> releases) => new ErrorsPage(schema, releases).Write();

    private string Write()
    {
        var declared = DeclaredCodes.All.Select(code => code.Code).ToList();
        if (_history.Reused(declared) is [var reused, ..])
        {
            throw new InvalidOperationException($"{reused} is retired: a code is never used again.");
        }

        _page.Append(
            """
            # Errors

            Generated from the declarations in `src` (`dotnet run --project src/Server -- schema errors`); do not edit.

            Codes are stable and never reused. Two kinds:

            - **Expected refusals** of a mutation are in its payload: `errors { … on UserError { code message path } }`, each a type of its own to
              switch on. Nothing was written and nobody was told.
            - **Top-level `errors[]`** (with `extensions.code`) are for what is malformed, forbidden, too large or broken.

            *Since* names the first release that has a code.

            ## In payloads


            """
        );
        WriteErrorTypes();
        Title("Codes of InvalidInput");
        Table<InputCodeAttribute>();
        Title("Rows of an import that were set aside");
        _page.Append("`QuarantinedRow.code`; besides these, the codes of InvalidInput.\n\n");
        Table<RowCodeAttribute>();
        Title("At the top level");
        WriteRequestCodes();
        WriteEngineCodes();
        Title("Closing a socket");
        Table<CloseCodeAttribute>();
        _page.Append(
            """

            The reason of 4413 and 1001 ends with `resume after N` where every subscription of the socket has had an item with a place: with
            `after: "N"` none of them loses anything.

            """
        );
        WriteLimits();
        WriteRetired(declared);
        return _page.ToString().ReplaceLineEndings("\n").TrimEnd() + "\n";
    }

    private void WriteErrorTypes()
    {
        Head("code", "type", "meaning", "what to do", "since");
        Row($"a code of InvalidInput", nameof(InvalidInput), Description(nameof(InvalidInput))!, "See the code.", ""); // every mutation has it
        foreach (var code in DeclaredCodes.All.Where(code => code.Is<ErrorTypeAttribute>()))
        {
            var meaning =
                code.Meaning ?? Description(code.Declared.Name) ?? throw new InvalidOperationException($"{code.Code} says not what it means.");
            Row($"`{code.Code}`", code.Declared.Name, meaning, code.Remedy, _history.Since(code.Code));
        }
    }

    private void WriteRequestCodes()
    {
        Head("code", "HTTP", "meaning", "what to do", "since");
        foreach (var code in DeclaredCodes.All.Where(code => code.Is<RequestCodeAttribute>()))
        {
            var statuses = ((RequestCodeAttribute)Attribute.GetCustomAttribute(code.Declared, typeof(RequestCodeAttribute))!).Statuses; // it is one
            Row(
                $"`{code.Code}`",
                statuses.Count == 0 ? "–" : string.Join(", ", statuses.Select(status => status.ToString(CultureInfo.InvariantCulture))),
                code.Meaning!, // a constant says it
                code.Remedy,
                _history.Since(code.Code)
            );
        }

        _page.Append(
            """

            With `Accept: application/json` a document that cannot run is answered with 200, as GraphQL over HTTP asks. In a stream
            (`text/event-stream`) what a document is refused for is an event, too, with status 200, as graphql-sse asks; what is no request has its status.
            An event that ends a stream has `extensions.after` where the stream has places: subscribe again with `after:` this and nothing is lost.

            """
        );
    }

    private void WriteEngineCodes()
    {
        Title("Of the engine");
        _page.Append(
            CultureInfo.InvariantCulture,
            $"""
            A document that is no GraphQL (`SYNTAX_ERROR`) or does not fit the graph (400; nothing ran) has the name of the rule it breaks:

            {string.Join(' ', EngineCodes.All.Select(code => $"`{code}`"))}

            """
        );
    }

    private void WriteLimits()
    {
        Title("Limits that are settings");
        Head("setting", "default", "unit", "range", "meaning");
        foreach (var limit in DeclaredLimits.Settings)
        {
            Row($"`{limit.Name}`", limit.Value, limit.Unit, limit.Range, limit.Meaning);
        }

        Title("Limits that are fixed");
        _page.Append("How long a text of an input may be is said in its description.\n\n");
        Head("what", "at most", "unit");
        foreach (var limit in DeclaredLimits.Constants)
        {
            Row(limit.Meaning, limit.Value, limit.Unit);
        }
    }

    private void WriteRetired(IReadOnlyCollection<string> declared)
    {
        Title("Retired codes");
        if (_history.Retired(declared) is not { Count: > 0 } retired)
        {
            _page.Append("None so far.\n");
            return;
        }

        Head("code", "since", "gone with");
        foreach (var (code, since, gone) in retired)
        {
            Row($"`{code}`", since, gone);
        }
    }

    private void Table<T>()
        where T : Attribute
    {
        Head("code", "meaning", "what to do", "since");
        foreach (var code in DeclaredCodes.All.Where(code => code.Is<T>()))
        {
            Row($"`{code.Code}`", code.Meaning!, code.Remedy, _history.Since(code.Code)); // a constant says it
        }
    }

    private string? Description(string type) => _schema.AllTypes[type]?.Description;

    private void Title(string text) => _page.Append(CultureInfo.InvariantCulture, $"\n## {text}\n\n");

    private void Head(params string[] columns)
    {
        Row(columns);
        _page.Append(CultureInfo.InvariantCulture, $"|{string.Concat(columns.Select(_ => "---|"))}\n");
    }

    private void Row(params string[] cells) => _page.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", cells)} |\n");
}
