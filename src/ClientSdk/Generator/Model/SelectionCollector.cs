using GraphQLParser.AST;
using Lintel.Client.Generator.Reading;

namespace Lintel.Client.Generator.Model;

/// <summary>A selection set that contributes to an answer.</summary>
/// <param name="Type">The type it selects on.</param>
/// <param name="IsConditional">Its fields may be missing although the object is there.</param>
/// <param name="IsWhole">All of it applies, so that the fragment it belongs to is fulfilled.</param>
internal sealed record SelectionPart(GraphQLSelectionSet Set, TypeDefinition Type, bool IsConditional, bool IsWhole);

/// <summary>The type an answer is collected for: a known object type, or any type of an abstract one.</summary>
internal sealed record SelectionTarget(TypeDefinition Type, bool IsKnown);

/// <param name="Parent">The type the field is selected on.</param>
/// <param name="IsMaybe">It applies only if the unknown type fits the condition around it.</param>
internal sealed record FieldOccurrence(GraphQLField Node, TypeDefinition Parent, bool IsConditional, bool IsMaybe, bool IsWhole);

internal sealed record CollectedField(string ResponseName, List<FieldOccurrence> Occurrences)
{
    public string FieldName => Occurrences[0].Node.Name.StringValue;

    public bool MayBeMissing => Occurrences.All(occurrence => occurrence.IsConditional || occurrence.IsMaybe);

    /// <summary>The selections on the field's value.</summary>
    public IReadOnlyList<SelectionPart> Parts(TypeDefinition type) =>
        [
            .. Occurrences
                .Where(occurrence => occurrence.Node.SelectionSet is not null)
                .Select(occurrence => new SelectionPart(
                    occurrence.Node.SelectionSet!,
                    type,
                    Occurrences.Count > 1 && (occurrence.IsConditional || occurrence.IsMaybe),
                    occurrence.IsWhole
                )),
        ];
}

/// <param name="Fulfilled">Selection sets of fragments that the answer contains as a whole.</param>
internal sealed record Collected(IReadOnlyList<CollectedField> Fields, IReadOnlyList<GraphQLSelectionSet> Fulfilled)
{
    /// <summary>Tells two collections apart by the places in the documents they come from.</summary>
    public string Key => string.Join(',', Fields.SelectMany(collected => collected.Occurrences).Select(o => o.Node.Location.Start));
}

/// <summary>CollectFields of the GraphQL specification, for types instead of values.</summary>
internal sealed class SelectionCollector(SchemaModel schema, OperationSet operations)
{
    private enum Fit
    {
        Always,
        Maybe,
        Never,
    }

    /// <summary>The definition of a selected field as the target has it.</summary>
    public static MemberDefinition Definition(CollectedField field, SelectionTarget target) =>
        field.FieldName switch
        {
            "__typename" => new MemberDefinition(
                "__typename",
                new NamedReference("String", IsNullable: false),
                "The name of the object's type.",
                null,
                null,
                HasDefault: false
            ),
            var name => (target.IsKnown ? target.Type : field.Occurrences[0].Parent).Member(name)!,
        };

    public Collected Collect(SelectionTarget target, IReadOnlyList<SelectionPart> parts)
    {
        var walk = new Walk(this, target);
        foreach (var part in parts)
        {
            if (part is { IsWhole: true })
            {
                walk.Fulfilled.Add(part.Set);
            }

            walk.Enter(part.Set, part.Type, part.IsConditional, isMaybe: false, part.IsWhole);
        }

        return new Collected(walk.Fields, walk.Fulfilled);
    }

    public static bool IsConditional(IHasDirectivesNode node) =>
        node.Directives?.Any(directive => directive.Name.Value == "include" || directive.Name.Value == "skip") == true;

    private Fit FitOf(SelectionTarget target, TypeDefinition condition)
    {
        if (string.Equals(target.Type.Name, condition.Name, StringComparison.Ordinal))
        {
            return Fit.Always;
        }

        if (target.Type.Interfaces.Contains(condition.Name, StringComparer.Ordinal))
        {
            return Fit.Always;
        }

        if (target.IsKnown)
        {
            return schema.PossibleTypes(condition).Contains(target.Type) ? Fit.Always : Fit.Never;
        }

        return condition.IsAbstract ? Fit.Maybe : Fit.Never;
    }

    private sealed class Walk(SelectionCollector collector, SelectionTarget target)
    {
        public List<CollectedField> Fields { get; } = [];

        public List<GraphQLSelectionSet> Fulfilled { get; } = [];

        public void Enter(GraphQLSelectionSet set, TypeDefinition type, bool isConditional, bool isMaybe, bool isWhole)
        {
            foreach (var selection in set.Selections)
            {
                var conditional = isConditional || IsConditional((IHasDirectivesNode)selection);
                switch (selection)
                {
                    case GraphQLField field:
                        Add(new FieldOccurrence(field, type, conditional, isMaybe, isWhole));
                        break;
                    case GraphQLInlineFragment inline:
                        var on = inline.TypeCondition is { } narrowed ? collector.Type(narrowed) : type;
                        EnterIf(inline.SelectionSet, on, conditional, isMaybe, isWhole);
                        break;
                    case GraphQLFragmentSpread spread:
                        EnterSpread(spread, conditional, isMaybe, isWhole);
                        break;
                }
            }
        }

        private void EnterSpread(GraphQLFragmentSpread spread, bool isConditional, bool isMaybe, bool isWhole)
        {
            var fragment = collector.Fragment(spread);
            var on = collector.Type(fragment.TypeCondition);
            var whole = isWhole && !isConditional && !isMaybe && collector.FitOf(target, on) == Fit.Always;
            if (whole)
            {
                Fulfilled.Add(fragment.SelectionSet);
            }

            EnterIf(fragment.SelectionSet, on, isConditional, isMaybe, whole);
        }

        private void EnterIf(GraphQLSelectionSet set, TypeDefinition on, bool isConditional, bool isMaybe, bool isWhole)
        {
            var fit = collector.FitOf(target, on);
            if (fit != Fit.Never)
            {
                Enter(set, on, isConditional, isMaybe || fit == Fit.Maybe, isWhole);
            }
        }

        private void Add(FieldOccurrence occurrence)
        {
            var name = ResponseName(occurrence.Node);
            var known = Fields.Find(field => string.Equals(field.ResponseName, name, StringComparison.Ordinal));
            if (known is null)
            {
                known = new CollectedField(name, []);
                Fields.Add(known);
            }

            // The same fragment spread twice selects the same nodes twice.
            if (!known.Occurrences.Contains(occurrence))
            {
                known.Occurrences.Add(occurrence);
            }
        }
    }

    public static string ResponseName(GraphQLField field) => (field.Alias?.Name ?? field.Name).StringValue;

    public TypeDefinition Type(GraphQLTypeCondition condition) => schema[condition.Type.Name.StringValue];

    public GraphQLFragmentDefinition Fragment(GraphQLFragmentSpread spread) => operations.Fragment(spread.FragmentName.Name.StringValue);
}
