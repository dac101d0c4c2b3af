using System.Text.Json.Nodes;
using Lintel.Domain;

namespace Lintel.Schema.Tests.Shared.Mutating;

/// <summary>One mutation with its input, to be varied and sent.</summary>
internal sealed class MutationCall(string mutation, string subject, JsonObject input)
{
    /// <summary>The same with one value of the input replaced: a name, or names separated by dots.</summary>
    public MutationCall With(string path, JsonNode? value)
    {
        var copy = input.DeepClone().AsObject();
        var names = path.Split('.');
        var at = names[..^1].Aggregate(copy, (node, name) => (node[name] ??= new JsonObject()).AsObject());
        at[names[^1]] = value;
        return new MutationCall(mutation, subject, copy);
    }

    /// <summary>The same without a value of the input.</summary>
    public MutationCall Without(string name)
    {
        var copy = input.DeepClone().AsObject();
        copy.Remove(name);
        return new MutationCall(mutation, subject, copy);
    }

    public async Task<MutationResult> SendAsync(Graph graph, Viewer viewer, string selection = "id")
    {
        var (document, variables) = Request(selection);
        return new MutationResult(await graph.RunAsync(viewer, document, variables), mutation, subject);
    }

    /// <summary>What is sent: the document and its variables.</summary>
    /// <param name="selection">Of the subject.</param>
    /// <param name="error">Of each error, beside what all have.</param>
    public (string Document, object Variables) Request(string selection, string error = "")
    {
        var type = char.ToUpperInvariant(mutation[0]) + mutation[1..] + "Input!";
        return (
            $$"""
            mutation($input: {{type}}) {
              {{mutation}}(input: $input) { {{subject}} { {{selection}} } errors { __typename ... on UserError { code message path } {{error}} } sequence events }
            }
            """,
            new { input }
        );
    }

    /// <summary>Asserts that it is refused with these errors, each <c>CODE path</c>, and that nothing was written by it.</summary>
    public async Task IsRefusedAsync(Graph graph, Viewer viewer, params string[] errors)
    {
        var before = await graph.DumpAsync();

        var result = await SendAsync(graph, viewer);

        var told =
            $"{viewer.Name} {input.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })} → ";
        Assert.Equal(told + string.Join(" + ", errors), told + result.Errors);
        Assert.Equal("null null []", $"{result.Subject} {result.Sequence} {result.Events}");
        Assert.Equal(before, await graph.DumpAsync());
    }
}

/// <summary>What a mutation answered.</summary>
internal sealed record MutationResult(Answer Answer, string Mutation, string SubjectField)
{
    public string Subject => Answer[$"{Mutation}.{SubjectField}"].GetRawText();
    public string Sequence => Answer[$"{Mutation}.sequence"].GetRawText();
    public string Events => Answer[$"{Mutation}.events"].GetRawText();

    /// <summary>The errors, each <c>CODE path</c>, joined by a plus.</summary>
    public string Errors =>
        string.Join(
            " + ",
            Answer[$"{Mutation}.errors"]
                .EnumerateArray()
                .Select(error =>
                    $"{error.GetProperty("code").GetString()} {string.Join('.', error.GetProperty("path").EnumerateArray().Select(name => name.GetString()))}".Trim()
                )
        );

    public string Messages => Answer.Column($"{Mutation}.errors", "message");
    public string Types => Answer.Column($"{Mutation}.errors", "__typename");
}
