using System.Text.Json;
using System.Text.RegularExpressions;
using GraphQL;
using GraphQL.Types;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Schema.Shared.Access;

namespace Lintel.Schema.Tests;

/// <summary>The graph as each role has it, on every surface that speaks of it.</summary>
public sealed class SchemaViewTests
{
    private const string Introspection =
        "{ __schema { types { name kind fields(includeDeprecated: true) { name args { name } } inputFields { name } enumValues { name } possibleTypes { name } } } }";

    private static readonly Regex Suggestions = new(@" Did you mean [^?]*\?", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    private static readonly Regex Quoted = new(@"('|\\u0027)(?<name>\w+)('|\\u0027)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    [Fact]
    public async Task Introspection_shows_each_role_its_own_view_and_nothing_else()
    {
        var graph = await SchemaOnly.GraphAsync();
        foreach (var viewer in graph.Cast.OneOfEachRole)
        {
            var answer = await graph.RunAsync(viewer, Introspection);

            var told = answer["__schema.types"]
                .EnumerateArray()
                .Where(type => !Name(type).StartsWith("__", StringComparison.Ordinal))
                .SelectMany(type => Members(type).Prepend(Name(type)))
                .ToHashSet(StringComparer.Ordinal);
            Assert.Equal([], told.Except(Granted(graph.Schema, viewer)).Select(coordinate => $"{viewer.Role}: {coordinate}"));
            Assert.Contains("Query.viewer", told);
        }
    }

    [Fact]
    public async Task Nobody_can_tell_what_is_hidden_from_what_does_not_exist()
    {
        var graph = await SchemaOnly.GraphAsync();
        var cases = 0;
        foreach (var viewer in graph.Cast.OneOfEachRole.Where(viewer => !PolicyAccess.OfAnyRole.Allows(viewer)))
        {
            foreach (var (hidden, document) in Hidden(graph, viewer))
            {
                // As many letters, and alike to nothing.
                var nonexistent = new string('q', hidden.Length);

                var ofHidden = await graph.RunAsync(viewer, document.Replace("$NAME", hidden, StringComparison.Ordinal));
                var ofNothing = await graph.RunAsync(viewer, document.Replace("$NAME", nonexistent, StringComparison.Ordinal));

                var (told, suggested) = WithoutSuggestions(ofHidden.Text);
                Assert.Equal(WithoutSuggestions(ofNothing.Text).Text.Replace(nonexistent, hidden, StringComparison.Ordinal), told);
                Assert.Equal([], suggested.Except(NamesOf(graph.View(viewer.Role))));
                Assert.Equal("FORBIDDEN", string.Join(' ', ofHidden.Codes.Split(' ').Distinct()));
                Assert.True(ofHidden.IsRefusedUnrun);
                cases++;
            }
        }

        Assert.True(cases > 400, $"{cases} cases");
    }

    [Fact]
    public async Task Those_who_answer_for_the_roles_are_told_which_it_is()
    {
        var graph = await SchemaOnly.GraphAsync();

        var hidden = await graph.RunAsync(graph.Cast.Sun, "{ clients { nodes { identityNumber } } }");
        var nonexistent = await graph.RunAsync(graph.Cast.Sun, "{ clients { nodes { shoeSize } } }");

        Assert.Equal("FORBIDDEN", hidden.Codes);
        Assert.Equal("FIELDS_ON_CORRECT_TYPE", nonexistent.Codes);
    }

    [Fact]
    public async Task The_schema_field_is_the_caller_s_view_and_another_role_s_for_those_who_may()
    {
        var graph = await SchemaOnly.GraphAsync();

        var own = await graph.RunAsync(graph.Cast.Li, "{ schema }");
        var other = await graph.RunAsync(graph.Cast.Sun, "{ schema(role: AGENT) }");
        var refused = await graph.RunAsync(graph.Cast.Li, "{ schema(role: DIRECTOR) }");

        Assert.Equal(SchemaExport.Sdl(graph.View(Role.Agent)), own["schema"].GetString());
        Assert.Equal(own.Text, other.Text);
        Assert.Equal("FORBIDDEN", refused.Codes);
        Assert.True(refused.IsRefusedUnrun);
    }

    /// <summary>Documents that name, in the place of $NAME, something the viewer's role has no grant for, in every kind of place.</summary>
    private static IEnumerable<(string Hidden, string Document)> Hidden(Graph graph, Viewer viewer)
    {
        var view = graph.View(viewer.Role);
        foreach (var type in graph.Schema.AllTypes.Where(type => !IsOfIntrospection(type)))
        {
            if (view.AllTypes[type.Name] is not { } seen)
            {
                if (type is IObjectGraphType or IInterfaceGraphType or UnionGraphType)
                {
                    yield return (type.Name, "{ __typename ... on $NAME { __typename } }");
                    yield return (type.Name, "{ ...F } fragment F on $NAME { __typename }");
                }

                if (type is IInputObjectGraphType or EnumerationGraphType)
                {
                    yield return (type.Name, "query ($v: $NAME) { __typename }");
                }

                continue;
            }

            var fields = (type as IComplexGraphType)?.Fields.Where(field => ((IComplexGraphType)seen).GetField(field.Name) is null) ?? [];
            foreach (var field in fields)
            {
                if (type is IObjectGraphType)
                {
                    var operation = type.Name switch
                    {
                        "Query" => "query",
                        "Mutation" => "mutation",
                        "Subscription" => "subscription",
                        _ => null,
                    };
                    yield return (field.Name, operation is null ? $"{{ ...F }} fragment F on {type.Name} {{ $NAME }}" : $"{operation} {{ $NAME }}");
                    yield return (
                        field.Name,
                        operation is null
                            ? $"{{ ...F }} fragment F on {type.Name} {{ a: $NAME(b: 1) @skip(if: true) {{ c }} }}"
                            : $"{operation} {{ $NAME(input: {{}}) {{ errors }} }}"
                    );
                }
                else if (type.Name.EndsWith("FilterInput", StringComparison.Ordinal) && RootOf(view, type.Name) is { } root)
                {
                    yield return (field.Name, $"{{ {root}(where: {{ $NAME: {{ eq: null }} }}) {{ totalCount }} }}");
                    yield return (field.Name, $"query ($w: {type.Name} = {{ $NAME: null }}) {{ {root}(where: $w) {{ totalCount }} }}");
                }
            }
        }
    }

    /// <summary>What an error says besides its suggestions, which follow from the spelling of the name and the names of the view alone, and what they suggest.</summary>
    private static (string Text, IReadOnlyList<string> Suggested) WithoutSuggestions(string text) =>
        (
            Suggestions.Replace(text, string.Empty),
            [.. Suggestions.Matches(text).SelectMany(match => Quoted.Matches(match.Value)).Select(match => match.Groups["name"].Value)]
        );

    private static IEnumerable<string> NamesOf(ISchema view) =>
        view.AllTypes.SelectMany(type => ((type as IComplexGraphType)?.Fields.Select(field => field.Name) ?? []).Prepend(type.Name));

    private static bool IsOfIntrospection(IGraphType type) => type.Name.StartsWith("__", StringComparison.Ordinal);

    private static string? RootOf(ISchema view, string filter) =>
        view.Query.Fields.FirstOrDefault(field => field.Arguments?.Find("where")?.ResolvedType?.GetNamedType().Name == filter)?.Name;

    private static HashSet<string> Granted(ISchema whole, Viewer viewer)
    {
        var coordinates = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in whole.AllTypes.Where(type => !IsOfIntrospection(type) && (type.Rule()?.Allows(viewer) ?? true)))
        {
            coordinates.Add(type.Name);
            coordinates.UnionWith(
                type switch
                {
                    IComplexGraphType complex => complex
                        .Fields.Where(field => field.Rule()!.Allows(viewer)) // nothing starts without
                        .SelectMany(field =>
                            (field.Arguments ?? [])
                                .Where(argument => argument.Rule()!.Allows(viewer))
                                .Select(argument => $"{type.Name}.{field.Name}({argument.Name})")
                                .Prepend($"{type.Name}.{field.Name}")
                        ),
                    EnumerationGraphType values => values.Values.Select(value => $"{type.Name}.{value.Name}"),
                    _ => [],
                }
            );
            if (type is IAbstractGraphType open)
            {
                coordinates.UnionWith(open.PossibleTypes.Where(one => one.Rule()?.Allows(viewer) ?? true).Select(one => $"{type.Name}|{one.Name}"));
            }
        }

        return coordinates;
    }

    private static IEnumerable<string> Members(JsonElement type)
    {
        foreach (var field in List(type, "fields"))
        {
            yield return $"{Name(type)}.{Name(field)}";
            foreach (var argument in List(field, "args"))
            {
                yield return $"{Name(type)}.{Name(field)}({Name(argument)})";
            }
        }

        foreach (var member in List(type, "inputFields").Concat(List(type, "enumValues")))
        {
            yield return $"{Name(type)}.{Name(member)}";
        }

        foreach (var possible in List(type, "possibleTypes"))
        {
            yield return $"{Name(type)}|{Name(possible)}";
        }
    }

    private static IEnumerable<JsonElement> List(JsonElement of, string member) =>
        of.GetProperty(member) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    private static string Name(JsonElement of) => of.GetProperty("name").GetString()!; // every one has a name
}
