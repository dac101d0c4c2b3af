using System.Globalization;
using GraphQL;
using GraphQL.Execution;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using Lintel.Domain;

namespace Lintel.Schema.Shared.Limits;

/// <summary>Stands before validation: a document that is too large for it goes no further.</summary>
internal sealed class DocumentGate(DocumentLimits limits, IDocumentBuilder builder)
{
    /// <summary>Selection sets inside one another, fragments opened, over which validation would recurse; far above any depth of fields.</summary>
    [Limit("levels", "Selections, lists and objects inside one another, fragments opened.")]
    private const int MostNesting = 100;

    /// <summary>
    /// The document, parsed once; null with the reason where it is too large or no GraphQL, and without where there is none.
    /// </summary>
    public GraphQLDocument? Admit(string? query, out ExecutionError? refusal)
    {
        refusal = null;
        if (query is null)
        {
            return null;
        }

        // Before the parser, and before its word on what is no GraphQL.
        if (query.Length > limits.Characters)
        {
            refusal = Refuse(LimitCodes.TooManyCharacters, $"A document has at most {limits.Characters} characters.");
            return null;
        }

        if (LongestLine(query) > limits.LineCharacters)
        {
            refusal = Refuse(LimitCodes.TooManyCharacters, $"A line of a document has at most {limits.LineCharacters} characters.");
            return null;
        }

        try
        {
            var text = new DocumentText(query, limits.Tokens);
            var readable = text.Read();
            if (text.Tokens > limits.Tokens)
            {
                refusal = Refuse(LimitCodes.TooManyTokens, $"A document has at most {limits.Tokens} tokens.");
                return null;
            }

            var document = builder.Build(readable);
            refusal = ExecutableOnly.Judge(document) ?? ListSizes.Judge(document, limits.Items) ?? Judge(document);
            return refusal is null ? document : null;
        }
        catch (GraphQLMaxDepthExceededException)
        {
            refusal = Refuse(LimitCodes.TooDeep, $"The document is nested deeper than anything a graph could answer.");
            return null;
        }
        catch (SyntaxError noDocument)
        {
            refusal = noDocument;
            return null;
        }
        catch (NoTokenException noToken)
        {
            refusal = new NoDocumentError(noToken.Message, noToken.Location);
            return null;
        }
    }

    private static int LongestLine(string query)
    {
        var longest = 0;
        foreach (var line in query.AsSpan().EnumerateLines())
        {
            longest = Math.Max(longest, line.Length);
        }

        return longest;
    }

    private LimitError? Judge(GraphQLDocument document)
    {
        if (document.Definitions.Count(definition => definition is GraphQLFragmentDefinition) > limits.Fragments)
        {
            return Refuse(LimitCodes.TooManyFragments, $"A document has at most {limits.Fragments} fragments.");
        }

        var measure = new DocumentMeasure(document);
        foreach (var definition in document.Definitions.OfType<IHasSelectionSetNode>())
        {
            var extent = measure.Of(definition.SelectionSet);
            if (measure.HasCycle)
            {
                return Refuse(LimitCodes.FragmentCycle, $"A fragment contains itself.");
            }

            if (extent.Nesting > MostNesting)
            {
                return Refuse(LimitCodes.TooDeep, $"Selections lie at most {MostNesting} inside one another, fragments counted.");
            }

            // A fragment is as deep as where it is spread, but never has fewer fields; validation looks at it even where it is spread nowhere.
            if ((definition is GraphQLOperationDefinition ? Judge(extent) : JudgeFields(extent)) is { } refusal)
            {
                return refusal;
            }
        }

        var repetition = new FieldRepetition(document);
        return document
            .Definitions.OfType<IHasSelectionSetNode>()
            .Any(definition => repetition.Of(definition.SelectionSet!, limits.RepeatedPairs) > limits.RepeatedPairs) // each has one
            ? Refuse(LimitCodes.TooMuchRepetition, $"Fields of the same name in the same place make at most {limits.RepeatedPairs} pairs.")
            : null;
    }

    private LimitError? JudgeFields(Extent extent) =>
        extent.Fields > limits.Fields
            ? Refuse(LimitCodes.TooManyFields, $"An operation has at most {limits.Fields} fields, a fragment counted wherever it is spread.")
            : null;

    private LimitError? Judge(Extent extent) =>
        extent switch
        {
            { IntrospectionLists: var lists } when lists > limits.IntrospectionLists => Refuse(
                LimitCodes.TooDeep,
                $"An introspection has at most {limits.IntrospectionLists} lists of fields, inputFields, interfaces or possibleTypes inside one another."
            ),
            { Depth: var depth } when depth > limits.Depth => Refuse(LimitCodes.TooDeep, $"Fields lie at most {limits.Depth} deep."),
            { Fields: var fields } when fields > limits.Fields => JudgeFields(extent),
            { Aliases: var aliases } when aliases > limits.RootAliases => Refuse(
                LimitCodes.TooManyAliases,
                $"The root of an operation has at most {limits.RootAliases} aliases."
            ),
            _ => null,
        };

    private static LimitError Refuse(string code, FormattableString message) => new(code, message.ToString(CultureInfo.InvariantCulture));
}
