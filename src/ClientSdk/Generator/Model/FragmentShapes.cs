using GraphQLParser.AST;
using Lintel.Client.Generator.Reading;

namespace Lintel.Client.Generator.Model;

/// <summary>The interface of a fragment, or of an object selected inside one.</summary>
internal sealed class FragmentShape(string name, Documentation docs)
{
    public string Name { get; } = name;

    public Documentation Docs { get; } = docs;

    public List<PropertyModel> Properties { get; } = [];

    /// <summary>Shapes that this one includes.</summary>
    public List<FragmentShape> Bases { get; } = [];

    /// <summary>What the fragment adds for single object types.</summary>
    public Dictionary<string, FragmentShape> Refinements { get; } = new(StringComparer.Ordinal);

    public IEnumerable<FragmentShape> WithBases() => Bases.SelectMany(shape => shape.WithBases()).Prepend(this).Distinct();

    public bool HidesBase(PropertyModel property) =>
        Bases
            .SelectMany(shape => shape.WithBases())
            .Any(shape => shape.Properties.Exists(other => string.Equals(other.Name, property.Name, StringComparison.Ordinal)));
}

/// <summary>Makes the interfaces of the fragments.</summary>
internal sealed class FragmentShapes(SchemaModel schema, OperationSet operations, SelectionCollector collector, TypeMapper types, NameRegistry names)
{
    private readonly Dictionary<GraphQLSelectionSet, FragmentShape> _shapes = new(ReferenceEqualityComparer.Instance);
    private readonly List<FragmentShape> _all = [];
    private readonly SchemaModel _schema = schema;
    private readonly SelectionCollector _collector = collector;

    public IReadOnlyList<FragmentShape> All => _all;

    public void Build()
    {
        foreach (var fragment in operations.Fragments)
        {
            ShapeOf(fragment);
        }
    }

    /// <summary>The interfaces that an answer for <paramref name="type"/> fulfils; <paramref name="type"/> is null when it is not known.</summary>
    public IReadOnlyList<FragmentShape> Fulfilled(IEnumerable<GraphQLSelectionSet> sets, TypeDefinition? type) =>
        [
            .. sets.Select(set => _shapes.GetValueOrDefault(set))
                .OfType<FragmentShape>()
                .SelectMany(shape =>
                    type is not null && shape.Refinements.TryGetValue(type.Name, out var refined) ? [refined, shape] : new[] { shape }
                )
                .Distinct(),
        ];

    private FragmentShape ShapeOf(GraphQLFragmentDefinition fragment)
    {
        if (_shapes.TryGetValue(fragment.SelectionSet, out var known))
        {
            return known;
        }

        var type = _collector.Type(fragment.TypeCondition);
        var name = fragment.FragmentName.Name.StringValue;
        var shape = Add(CSharpNames.Pascal(name), $"What the fragment <c>{name}</c> selects of <c>{type.Name}</c>.");
        _shapes[fragment.SelectionSet] = shape;
        Fill(shape, type, [fragment.SelectionSet], isConditional: false);
        return shape;
    }

    private FragmentShape Add(string path, string summary)
    {
        var shape = new FragmentShape(names.Take("I" + path), new Documentation(summary, null, null));
        _all.Add(shape);
        return shape;
    }

    private void Fill(FragmentShape shape, TypeDefinition type, IReadOnlyList<GraphQLSelectionSet> sets, bool isConditional)
    {
        var walk = new ShapeWalk(this, type);
        foreach (var set in sets)
        {
            walk.Enter(set, type, isConditional);
        }

        shape.Bases.AddRange(walk.Bases.Distinct());
        AddProperties(shape, type, walk.Fields);
        if (!type.IsAbstract || walk.Narrower.Count == 0)
        {
            return;
        }

        foreach (var possible in _schema.PossibleTypes(type))
        {
            var refined = new ShapeWalk(this, possible);
            foreach (var (node, parent, conditional) in walk.Narrower)
            {
                refined.EnterNode(node, parent, conditional);
            }

            if (refined.Fields.Count > 0 || refined.Bases.Count > 0)
            {
                var refinement = Add($"{shape.Name[1..]}_{CSharpNames.Pascal(possible.Name)}", $"What {shape.Name} adds for <c>{possible.Name}</c>.");
                refinement.Bases.Add(shape);
                refinement.Bases.AddRange(refined.Bases.Distinct().Except([shape]));
                AddProperties(refinement, possible, refined.Fields);
                shape.Refinements[possible.Name] = refinement;
            }
        }
    }

    private void AddProperties(FragmentShape shape, TypeDefinition type, IReadOnlyList<CollectedField> fields)
    {
        foreach (var field in fields)
        {
            var definition = SelectionCollector.Definition(field, new SelectionTarget(type, type.Kind == TypeKind.Object));
            var value = types.Answer(definition.Type, () => SubShape(shape, field, _schema[definition.Type.Name]).Name);
            shape.Properties.Add(
                new PropertyModel(
                    CSharpNames.Property(field.ResponseName),
                    field.ResponseName,
                    definition.Name,
                    value with
                    {
                        IsNullable = value.IsNullable || field.MayBeMissing,
                    },
                    Documentation.Of(definition, $"The field <c>{type.Name}.{definition.Name}</c>."),
                    IsPromised: true
                )
            );
        }
    }

    private FragmentShape SubShape(FragmentShape owner, CollectedField field, TypeDefinition type)
    {
        var sets = field.Occurrences.Select(o => o.Node.SelectionSet).OfType<GraphQLSelectionSet>().ToList();
        var known = sets.Select(set => _shapes.GetValueOrDefault(set)).FirstOrDefault(s => s is not null);
        if (known is not null)
        {
            return known;
        }

        var shape = Add(
            $"{owner.Name[1..]}_{CSharpNames.Pascal(field.ResponseName)}",
            $"What {owner.Name} selects of its <c>{field.ResponseName}</c>."
        );
        foreach (var set in sets)
        {
            _shapes[set] = shape;
        }

        shape.Bases.AddRange(BaseShapes(owner, field.ResponseName));
        Fill(shape, type, sets, field.Occurrences.Exists(occurrence => occurrence.IsConditional));
        return shape;
    }

    /// <summary>What the owner's bases promise about the same field must hold for this value too.</summary>
    private IEnumerable<FragmentShape> BaseShapes(FragmentShape owner, string responseName) =>
        owner
            .Bases.SelectMany(shape => shape.WithBases())
            .SelectMany(shape => shape.Properties)
            .Where(property => string.Equals(property.ResponseName, responseName, StringComparison.Ordinal))
            .Select(property => _all.Find(shape => NamesShape(property.Type, shape.Name)))
            .OfType<FragmentShape>()
            .Distinct();

    private static bool NamesShape(ValueType type, string name) =>
        type switch
        {
            ListValue list => NamesShape(list.Item, name),
            ObjectValue value => string.Equals(value.TypeName, name, StringComparison.Ordinal),
            _ => false,
        };

    /// <summary>Parts a fragment's selections into own fields, included fragments, and what holds for some types only.</summary>
    private sealed class ShapeWalk(FragmentShapes shapes, TypeDefinition type)
    {
        public List<CollectedField> Fields { get; } = [];

        public List<FragmentShape> Bases { get; } = [];

        public List<(ASTNode Node, TypeDefinition Parent, bool IsConditional)> Narrower { get; } = [];

        public void Enter(GraphQLSelectionSet set, TypeDefinition parent, bool isConditional)
        {
            foreach (var node in set.Selections)
            {
                EnterNode(node, parent, isConditional);
            }
        }

        public void EnterNode(ASTNode node, TypeDefinition parent, bool isConditional)
        {
            var conditional = isConditional || SelectionCollector.IsConditional((IHasDirectivesNode)node);
            switch (node)
            {
                case GraphQLField field:
                    Add(field, parent, conditional);
                    break;
                case GraphQLInlineFragment inline:
                    var on = inline.TypeCondition is { } condition ? shapes._collector.Type(condition) : parent;
                    if (Holds(on))
                    {
                        Enter(inline.SelectionSet, on, conditional);
                    }
                    else
                    {
                        Narrower.Add((node, parent, isConditional));
                    }

                    break;
                case GraphQLFragmentSpread spread:
                    var fragment = shapes._collector.Fragment(spread);
                    if (!Holds(shapes._collector.Type(fragment.TypeCondition)))
                    {
                        Narrower.Add((node, parent, isConditional));
                    }
                    else if (!conditional)
                    {
                        Bases.Add(shapes.ShapeOf(fragment));
                    }

                    break;
            }
        }

        private bool Holds(TypeDefinition condition) =>
            string.Equals(condition.Name, type.Name, StringComparison.Ordinal)
            || type.Interfaces.Contains(condition.Name, StringComparer.Ordinal)
            || (type.Kind == TypeKind.Object && shapes._schema.PossibleTypes(condition).Contains(type));

        private void Add(GraphQLField field, TypeDefinition parent, bool isConditional)
        {
            var name = SelectionCollector.ResponseName(field);
            var known = Fields.Find(entry => string.Equals(entry.ResponseName, name, StringComparison.Ordinal));
            if (known is null)
            {
                known = new CollectedField(name, []);
                Fields.Add(known);
            }

            known.Occurrences.Add(new FieldOccurrence(field, parent, isConditional, IsMaybe: false, IsWhole: true));
        }
    }
}
