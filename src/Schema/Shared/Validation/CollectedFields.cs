using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Lintel.Schema.Shared.Validation;

/// <summary>A field with the type it is selected of, and its own; null: there is none of that name.</summary>
internal readonly record struct CollectedField(GraphQLField Field, IGraphType? Parent, IGraphType? Type)
{
    /// <summary>What is selected below it.</summary>
    public IGraphType? Inner => Type?.GetNamedType();
}

/// <summary>The fields of selections by the name they have in an answer, fragments opened, each field of the document once.</summary>
internal sealed class CollectedFields(GraphQLDocument document, ISchema schema)
{
    private readonly Dictionary<GraphQLSelectionSet, IReadOnlyDictionary<string, List<CollectedField>>> _collected = [];

    public IReadOnlyDictionary<string, List<CollectedField>> Of(GraphQLSelectionSet selections, IGraphType? type)
    {
        if (!_collected.TryGetValue(selections, out var fields))
        {
            var collecting = new Dictionary<string, List<CollectedField>>(StringComparer.Ordinal);
            Collect(selections, type, collecting, []);
            _collected[selections] = fields = collecting;
        }

        return fields;
    }

    private void Collect(
        GraphQLSelectionSet selections,
        IGraphType? type,
        Dictionary<string, List<CollectedField>> fields,
        HashSet<GraphQLFragmentDefinition> opened
    )
    {
        foreach (var selection in selections.Selections)
        {
            switch (selection)
            {
                case GraphQLField field:
                    var name = (field.Alias?.Name ?? field.Name).StringValue;
                    if (!fields.TryGetValue(name, out var named))
                    {
                        fields[name] = named = [];
                    }

                    named.Add(new CollectedField(field, type, TypeOf(field, type)));
                    break;
                case GraphQLInlineFragment { TypeCondition: { } condition } inline:
                    Collect(inline.SelectionSet, schema.AllTypes[condition.Type.Name.Value], fields, opened);
                    break;
                case GraphQLInlineFragment inline:
                    Collect(inline.SelectionSet, type, fields, opened);
                    break;
                case GraphQLFragmentSpread spread when document.Fragment(spread.FragmentName.Name) is { } fragment && opened.Add(fragment):
                    Collect(fragment.SelectionSet, schema.AllTypes[fragment.TypeCondition.Type.Name.Value], fields, opened);
                    break;
            }
        }
    }

    private IGraphType? TypeOf(GraphQLField field, IGraphType? parent)
    {
        var name = field.Name.Value;
        FieldType? declared =
            name == schema.TypeNameMetaFieldType.Name ? schema.TypeNameMetaFieldType
            : name == schema.SchemaMetaFieldType.Name && Equals(parent, schema.Query) ? schema.SchemaMetaFieldType
            : name == schema.TypeMetaFieldType.Name && Equals(parent, schema.Query) ? schema.TypeMetaFieldType
            : (parent as IComplexGraphType)?.GetField(name);
        return declared?.ResolvedType;
    }
}
