using GraphQLParser.AST;

namespace Lintel.Client.Generator.Reading;

/// <summary>Who may see an element, said in a sentence from its <c>@access</c> directives.</summary>
internal static class AccessText
{
    public static string? Of(GraphQLDirectives? directives)
    {
        var rules = (directives ?? Enumerable.Empty<GraphQLDirective>()).Where(directive => directive.Name.Value == "access").Select(Rule).ToList();
        return rules.Count == 0 ? null : $"Access: {string.Join(", ", rules)}.";
    }

    private static string Rule(GraphQLDirective access)
    {
        var role = Value(access, "role") ?? "ANYONE";
        var scope = Value(access, "scope") is { } named and not "ALL" ? $" ({named})" : "";
        var mask = Value(access, "mask") is { } kind and not "NONE" ? $" masked as {kind}" : "";
        return role + scope + mask;
    }

    private static string? Value(GraphQLDirective access, string argument) =>
        access.Arguments?.FirstOrDefault(candidate => candidate.Name.Value == argument)?.Value switch
        {
            GraphQLEnumValue value => value.Name.StringValue,
            GraphQLStringValue value => value.Value.ToString(),
            GraphQLListValue list => string.Join(", ", (list.Values ?? []).OfType<GraphQLEnumValue>().Select(value => value.Name.StringValue)),
            _ => null,
        };
}
