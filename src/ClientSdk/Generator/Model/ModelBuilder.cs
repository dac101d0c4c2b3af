using GraphQLParser.AST;
using Lintel.Client.Generator.Reading;

namespace Lintel.Client.Generator.Model;

/// <summary>From validated operations to the model of a client.</summary>
internal sealed class ModelBuilder
{
    private readonly ClientInput _input;
    private readonly OperationSet _operations;
    private readonly SchemaModel _schema;
    private readonly NameRegistry _names = new();
    private readonly TypeNameInsertions _typeNames = new();
    private readonly SelectionCollector _collector;
    private readonly TypeMapper _types;
    private readonly FragmentShapes _fragments;
    private readonly AnswerTypes _answers;
    private readonly InputModels _inputs;
    private readonly OperationShapes _shapes;

    public ModelBuilder(ClientInput input, SchemaModel schema, OperationSet operations)
    {
        _input = input;
        _schema = schema;
        _operations = operations;
        _collector = new SelectionCollector(schema, operations);
        _types = new TypeMapper(schema, (input.Extensions ?? input.Schema).Path, _names);
        _fragments = new FragmentShapes(schema, operations, _collector, _types, _names);
        _answers = new AnswerTypes(schema, _collector, _fragments, _types, _names, _typeNames);
        _inputs = new InputModels(schema, _types);
        _shapes = new OperationShapes(schema, _collector);
    }

    public ClientModel Build()
    {
        RefuseNameClashes();
        _names.Take(_input.Config.Name);
        _names.Take("I" + _input.Config.Name);
        _fragments.Build();
        var drafts = _operations.Operations.Select(Draft).ToList();
        // Documents last: only now is known where a type name has to be asked for.
        var operations = drafts.Select(draft => draft.Model with { Document = Text(draft.Node) });
        return new ClientModel(_input.Config, [], _inputs.Inputs(), _fragments.All, _answers.All, [.. operations]) with { Enums = _inputs.Enums() };
    }

    private (OperationModel Model, GraphQLOperationDefinition Node) Draft(GraphQLOperationDefinition node)
    {
        var name = CSharpNames.Pascal(node.Name!.StringValue);
        var root = _schema.Root(node.Operation);
        var result = _answers.NameFor(root, [new SelectionPart(node.SelectionSet, root, IsConditional: false, IsWhole: true)], name + "Result", name);
        var variables = _inputs.Variables(node, _names.Take(name + "Variables"));
        var positions = new Positions(_answers, node, variables, result);
        var model = new OperationModel(name, node.Operation, "", variables, result, positions.Resume(), positions.Paging())
        {
            GraphQLName = node.Name.StringValue,
            RootType = root.Name,
            Shape = _shapes.Of(node.SelectionSet, root),
            Defaults =
            [
                .. (node.Variables?.Items ?? [])
                    .Where(variable => variable.DefaultValue is not null)
                    .Select(variable => (variable.Variable.Name.StringValue, LiteralJson.Of(variable.DefaultValue!))), // by the line before
            ],
            HasPrice = _schema.HasCosts,
            HasStore = _input.Config.HasStore && node.Operation == OperationType.Query,
        };
        return (model, node);
    }

    /// <summary>
    /// The operation and the fragments it uses, as they stand in their files. A file that holds nothing else is sent as a whole, so that the document's
    /// hash is the file's.
    /// </summary>
    private string Text(GraphQLOperationDefinition operation)
    {
        var used = new SortedSet<string>(StringComparer.Ordinal);
        Use(operation.SelectionSet, used);
        List<ASTNode> definitions = [operation, .. used.Select(_operations.Fragment)];
        var file = _operations.Source.FileAt(operation.Location.Start);
        var inFile = _operations.Document.Definitions.Where(definition => _operations.Source.FileAt(definition.Location.Start) == file);
        return inFile.ToHashSet().SetEquals(definitions) && !definitions.Exists(_typeNames.Touches)
            ? file.Text
            : string.Join('\n', definitions.Select(definition => _typeNames.Apply(_operations.Source.Text, definition)));
    }

    private void Use(GraphQLSelectionSet? set, SortedSet<string> used)
    {
        foreach (var selection in set?.Selections ?? [])
        {
            switch (selection)
            {
                case GraphQLField field:
                    Use(field.SelectionSet, used);
                    break;
                case GraphQLInlineFragment inline:
                    Use(inline.SelectionSet, used);
                    break;
                case GraphQLFragmentSpread spread when used.Add(spread.FragmentName.Name.StringValue):
                    Use(_collector.Fragment(spread).SelectionSet, used);
                    break;
            }
        }
    }

    private void RefuseNameClashes()
    {
        var clashes = Clashes(_operations.Operations, node => node.Name!.StringValue)
            .Concat(Clashes(_operations.Fragments, node => node.FragmentName.Name.StringValue))
            .ToList();
        if (clashes.Count > 0)
        {
            throw new GenerationException(clashes);
        }
    }

    private IEnumerable<Diagnostic> Clashes<T>(IEnumerable<T> nodes, Func<T, string> nameOf)
        where T : ASTNode =>
        nodes
            .GroupBy(node => CSharpNames.Pascal(nameOf(node)), StringComparer.Ordinal)
            .SelectMany(group =>
                group
                    .OrderBy(node => node.Location.Start)
                    .Skip(1)
                    .Select(node =>
                        _operations.At(
                            DiagnosticIds.NameClash,
                            $"'{nameOf(node)}' is called {group.Key} in C#, like another of its kind. Rename one of them.",
                            node
                        )
                    )
            );
}
