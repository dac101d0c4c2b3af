using System.Text.Json;
using GraphQL;
using GraphQLParser.AST;

namespace Lintel.Schema.Shared.Streaming;

/// <summary>What operation a subscription is, whoever runs it and wherever it began.</summary>
internal static class SharedOperation
{
    /// <summary>
    /// A text that is the same for operations with the same document, name and variables, but for the variable that says where to begin. Null: that
    /// variable is used elsewhere too, so no two of them are known to be alike.
    /// </summary>
    public static string? KeyOf(IResolveFieldContext context, string beginning)
    {
        var asked = context.FieldAst.Arguments?.FirstOrDefault(argument => argument.Name.StringValue == beginning)?.Value as GraphQLVariable;
        var began = asked?.Name.StringValue;
        if (began is not null && new Uses(began).In(context.Document) != 1)
        {
            return null;
        }

        var variables = context.Variables.Where(variable => variable.Name != began).OrderBy(variable => variable.Name, StringComparer.Ordinal);
        // A literal beginning is part of the text: whoever begins elsewhere has another document.
        return JsonSerializer.Serialize(
            new
            {
                Text = context.Document.Source.ToString(),
                Operation = context.Operation.Name?.StringValue,
                Variables = variables.Select(variable => new { variable.Name, variable.Value }),
            }
        );
    }

    /// <summary>Counts where a variable is used.</summary>
    private sealed class Uses(string name) : GraphQLParser.Visitors.ASTVisitor<Counted>
    {
        public int In(GraphQLDocument document)
        {
            var counted = new Counted();
            VisitAsync(document, counted).AsTask().GetAwaiter().GetResult(); // nothing in it waits
            return counted.Times;
        }

        protected override ValueTask VisitVariableAsync(GraphQLVariable variable, Counted context)
        {
            context.Times += variable.Name.StringValue == name ? 1 : 0;
            return default;
        }

        protected override ValueTask VisitVariableDefinitionAsync(GraphQLVariableDefinition definition, Counted context) => default;
    }

    private sealed class Counted : GraphQLParser.Visitors.IASTVisitorContext
    {
        public int Times { get; set; }
        public CancellationToken CancellationToken => default;
    }
}
