using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using GraphQLParser.AST;
using GraphQLParser.Visitors;

namespace Lintel.Server.Pages.Reference;

/// <summary>Writes one page of the reference. Everything from the schema is encoded.</summary>
internal sealed class ReferenceHtml(ReferenceSchema schema)
{
    /// <summary>Leaves Chinese as it is.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _html = new();

    /// <summary>The page with all types.</summary>
    public string Index()
    {
        Head("Reference", current: null);
        _html.Append(
            "<h1>Reference</h1><p class=\"lead\">Every type of the graph, what it has, and which role may see it. A role that is not named at "
                + "an element is refused it; on rows out of its scope the value is null.</p>"
        );
        foreach (var group in schema.Groups)
        {
            _html.Append(CultureInfo.InvariantCulture, $"<h2>{group.Title}</h2><ul class=\"types\">");
            foreach (var type in group.Types)
                _html.Append(CultureInfo.InvariantCulture, $"<li>{Link(new Coordinate(type.Name.StringValue, null))} {Words(type.Description)}</li>");
            _html.Append("</ul>");
        }

        return Foot();
    }

    /// <summary>The page of a type.</summary>
    public string Type(GraphQLTypeDefinition type)
    {
        var name = type.Name.StringValue;
        Head(name, name);
        _html.Append(
            CultureInfo.InvariantCulture,
            $"<h1>{Safe(name)} <small>{KindOf(type)}</small></h1><p class=\"lead\">{Words(type.Description)}</p>"
        );
        Links("Implements", ((type as IHasInterfacesNode)?.Interfaces?.Items ?? []).Select(one => new Coordinate(one.Name.StringValue, null)));
        Links("One of", ((type as GraphQLUnionTypeDefinition)?.Types?.Items ?? []).Select(one => new Coordinate(one.Name.StringValue, null)));
        var directives = (type as IHasDirectivesNode)?.Directives;
        Access(directives, "Who sees which rows");
        Notes(directives);
        foreach (var field in ReferenceSchema.FieldsOf(type))
            Field(field);
        foreach (var input in ReferenceSchema.InputsOf(type))
            Member(input.Name, input.Description, input.Directives, $": {Typed(input.Type)}{Default(input)}");
        foreach (var value in ReferenceSchema.ValuesOf(type))
            Member(value.Name, value.Description, value.Directives, "");
        Links("Used by", schema.Uses[name].Distinct());
        return Foot();
    }

    private void Field(GraphQLFieldDefinition field)
    {
        var arguments = field.Arguments?.Items ?? [];
        Member(field.Name, field.Description, field.Directives, $"{(arguments.Count > 0 ? "(…)" : "")}: {Typed(field.Type)}", arguments);
    }

    private void Member(
        GraphQLName name,
        GraphQLDescription? description,
        GraphQLDirectives? directives,
        string signature,
        IReadOnlyList<GraphQLInputValueDefinition>? arguments = null
    )
    {
        var id = Safe(name.StringValue);
        _html.Append(
            CultureInfo.InvariantCulture,
            $"<section id=\"{id}\"><h3><a href=\"#{id}\">{id}</a><code>{signature}</code></h3><p>{Words(description)}</p>"
        );
        if (arguments is { Count: > 0 })
        {
            _html.Append("<dl>");
            foreach (var argument in arguments)
            {
                var own = $"{id}.{Safe(argument.Name.StringValue)}";
                _html.Append(
                    CultureInfo.InvariantCulture,
                    $"<dt id=\"{own}\"><a href=\"#{own}\">{Safe(argument.Name.StringValue)}</a><code>: {Typed(argument.Type)}{Default(argument)}</code></dt><dd>{Words(argument.Description)}"
                );
                Access(argument.Directives, "Who may use it");
                Notes(argument.Directives);
                _html.Append("</dd>");
            }

            _html.Append("</dl>");
        }

        Access(directives, "Who may see it");
        Notes(directives);
        _html.Append("</section>");
    }

    /// <summary>The roles with a grant, each with its reaches.</summary>
    private void Access(GraphQLDirectives? directives, string title)
    {
        var grants = Named(directives, "access").ToList();
        if (grants.Count == 0)
            return;

        _html.Append(CultureInfo.InvariantCulture, $"<ul class=\"access\" title=\"{title}\">");
        foreach (var role in grants.GroupBy(grant => Argument(grant, "role")!, StringComparer.Ordinal)) // the directive requires it
        {
            var reaches = role.Select(grant =>
                (Argument(grant, "scope") ?? "ALL") + (Argument(grant, "mask") is { } mask ? $" masked ({mask})" : "")
            );
            _html.Append(
                CultureInfo.InvariantCulture,
                $"<li><a href=\"{new Coordinate("Role", role.Key).Address}\">{Safe(role.Key)}</a> {Safe(string.Join(", ", reaches))}</li>"
            );
        }

        _html.Append("</ul>");
    }

    private void Notes(GraphQLDirectives? directives)
    {
        foreach (var deprecated in Named(directives, "deprecated"))
            _html.Append(
                CultureInfo.InvariantCulture,
                $"<p class=\"deprecated\"><strong>Deprecated.</strong> {Safe(Argument(deprecated, "reason") ?? "")}</p>"
            );
        foreach (var reso in Named(directives, "reso"))
        {
            var field = Argument(reso, "field") is { } named ? $".{named}" : "";
            _html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">RESO: {Safe(Argument(reso, "resource") + field)}</p>");
        }

        foreach (var format in Named(directives, "specifiedBy"))
            _html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">Specified by {Safe(Argument(format, "url") ?? "")}</p>");
        if (Named(directives, "oneOf").Any())
            _html.Append("<p class=\"note\">Exactly one field is given.</p>");
    }

    private void Links(string title, IEnumerable<Coordinate> coordinates)
    {
        var links = coordinates.Select(Link).ToList();
        if (links.Count > 0)
            _html.Append(CultureInfo.InvariantCulture, $"<h2>{title}</h2><p class=\"links\">{string.Join(' ', links)}</p>");
    }

    private void Head(string title, string? current)
    {
        _html.Append(
            CultureInfo.InvariantCulture,
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Safe(title)} · Lintel</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="{ReferenceRoute.Style}">
            <script type="module" src="{ReferenceRoute.Script}"></script>
            </head>
            <body>
            <header><a href="{ReferenceRoute.Path}">Lintel reference</a>
            <div id="search" hidden><input type="search" placeholder="Search types and fields" aria-label="Search types and fields" autocomplete="off"><ul></ul></div>
            </header>
            <nav>
            """
        );
        foreach (var group in schema.Groups)
        {
            var isOpen = group.Title == "Entry points" || group.Types.Any(type => type.Name.StringValue == current);
            _html.Append(CultureInfo.InvariantCulture, $"<details{(isOpen ? " open" : "")}><summary>{group.Title}</summary><ul>");
            foreach (var name in group.Types.Select(type => type.Name.StringValue))
            {
                var mark = name == current ? " aria-current=\"page\"" : "";
                _html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"{ReferenceRoute.Path}/{Safe(name)}\"{mark}>{Safe(name)}</a></li>");
            }

            _html.Append("</ul></details>");
        }

        _html.Append("</nav><main>");
    }

    private string Foot() => _html.Append("</main></body></html>\n").ToString();

    private string Typed(GraphQLType type) =>
        type switch
        {
            GraphQLNonNullType { Type: var inner } => Typed(inner) + "!",
            GraphQLListType { Type: var inner } => $"[{Typed(inner)}]",
            _ when ReferenceSchema.NameOf(type) is var name && schema.Types.ContainsKey(name) => Link(new Coordinate(name, null)),
            _ => Safe(ReferenceSchema.NameOf(type)),
        };

    private static string Default(GraphQLInputValueDefinition input) =>
        input.DefaultValue is { } value ? $" = {Safe(new SDLPrinter().Print(value))}" : "";

    private static string Link(Coordinate coordinate) => $"<a href=\"{Safe(coordinate.Address)}\">{Safe(coordinate.ToString())}</a>";

    private static string KindOf(GraphQLTypeDefinition type) =>
        type switch
        {
            GraphQLObjectTypeDefinition => "object",
            GraphQLInterfaceTypeDefinition => "interface",
            GraphQLUnionTypeDefinition => "union",
            GraphQLEnumTypeDefinition => "enum",
            GraphQLInputObjectTypeDefinition => "input",
            _ => "scalar",
        };

    private static IEnumerable<GraphQLDirective> Named(GraphQLDirectives? directives, string name) =>
        directives?.Items.Where(directive => directive.Name.Value == name) ?? [];

    private static string? Argument(GraphQLDirective directive, string name) =>
        directive.Arguments?.Items.Find(argument => argument.Name.Value == name)?.Value switch
        {
            GraphQLEnumValue value => value.Name.StringValue,
            GraphQLStringValue value => value.Value.ToString(),
            _ => null,
        };

    private static string Words(GraphQLDescription? description) => Safe(ReferenceSchema.Text(description));

    private static string Safe(string text) => Encoder.Encode(text);
}
