using System.Collections;
using System.Collections.Concurrent;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using Lintel.Domain;
using Lintel.Schema.Shared.Costing;
using Lintel.Schema.Shared.Reading;

namespace Lintel.Schema.Shared.Limits;

/// <summary>A document with the one operation that runs, valid against the view of one role, and its plans where it is a query.</summary>
internal sealed class KnownDocument(GraphQLDocument document, ISchema view)
{
    private readonly ConcurrentDictionary<Guid, PlanTree> _plans = new(concurrencyLevel: 1, capacity: 1);
    private readonly GraphQLOperationDefinition? _operation = document.Definitions.OfType<GraphQLOperationDefinition>().FirstOrDefault();
    private OperationPrice? _price;
    private (GraphQLVariableDefinition Definition, IGraphType Type)[]? _variables;

    public GraphQLDocument Document => document;

    /// <summary>The operation; null where the document has only fragments.</summary>
    public GraphQLOperationDefinition? Operation => _operation;

    /// <summary>Coordinates of the deprecated elements that stand in it; written while it is validated, before others have it.</summary>
    public HashSet<string> DeprecatedUses { get; } = new(StringComparer.Ordinal);

    /// <summary>A plan may answer it.</summary>
    public bool IsQuery => _operation is { Operation: OperationType.Query };

    /// <summary>What it costs. It must have been found valid, but for a document without an operation.</summary>
    public OperationPrice Price =>
        _price ??= _operation is null ? new OperationPrice(new PricedSelection([])) : new PriceCompiler(document, view).Operation(_operation);

    /// <summary>Characters of the statements of its plans.</summary>
    public long PlanLength => _plans.Values.Sum(plans => plans.Length);

    /// <summary>How many plans it has.</summary>
    public int PlanCount => _plans.Values.Sum(plans => plans.Count);

    /// <summary>Its plans for viewers of one brand; the view is of one role.</summary>
    public PlanTree PlansFor(Viewer viewer) => _plans.GetOrAdd(viewer.BrandId ?? Guid.Empty, static _ => new PlanTree());

    /// <summary>The variables, coerced by the engine's rules but without its walk through the document; null when they are refused.</summary>
    public async ValueTask<VariableValues?> VariablesAsync(Inputs? given, CancellationToken cancellationToken)
    {
        _variables ??= [.. (_operation?.Variables?.Items ?? []).Select(definition => (definition, TypeOf(definition.Type)))];
        if (_variables.Length == 0)
        {
            return VariableValues.None;
        }

        if (Array.Exists(_variables, variable => variable.Type.GetNamedType() is IInputObjectGraphType))
        {
            return await WithObjectsAsync(given, cancellationToken);
        }

        var values = new VariableValues();
        try
        {
            foreach (var (definition, type) in _variables)
            {
                var name = definition.Variable.Name.StringValue;
                if (given is not null && given.TryGetValue(name, out var value))
                {
                    values[name] = Coerce(type, value);
                }
                else if (definition.DefaultValue is { } standard)
                {
                    values[name] = ExecutionHelper.CoerceValue(type, standard, (Variables?)null).Value;
                }
                else if (type is NonNullGraphType)
                {
                    return null;
                }
            }
        }
        catch (Exception refused) when (refused is not OperationCanceledException)
        {
            // As scalars refuse what is none of theirs; the engine says it in its words.
            return null;
        }

        return values;
    }

    /// <summary>Input objects have more to be checked, which the engine does by a walk through the document.</summary>
    private async Task<VariableValues?> WithObjectsAsync(Inputs? given, CancellationToken cancellationToken)
    {
        var validation = new ValidationContext
        {
            Document = document,
            Operation = _operation!, // it has variables
            Schema = view,
            Variables = given ?? Inputs.Empty,
            CancellationToken = cancellationToken,
        };
        var (variables, errors) = await validation.GetVariablesValuesAsync();
        return errors is { Count: > 0 } ? null : VariableValues.Of(variables);
    }

    private static object? Coerce(IGraphType type, object? value) =>
        (type, value) switch
        {
            (NonNullGraphType, null) => throw new FormatException("A value is required."),
            (NonNullGraphType { ResolvedType: { } inner }, _) => Coerce(inner, value),
            (_, null) => null,
            (ListGraphType { ResolvedType: { } item }, IEnumerable list and not string) => list.Cast<object?>()
                .Select(one => Coerce(item, one))
                .ToList(),
            (ListGraphType { ResolvedType: { } item }, _) => new List<object?> { Coerce(item, value) },
            (ScalarGraphType scalar, _) => scalar.ParseValue(value),
            _ => throw new FormatException("A scalar is required."),
        };

    private IGraphType TypeOf(GraphQLType type) =>
        type switch
        {
            GraphQLNonNullType { Type: var inner } => new NonNullGraphType(TypeOf(inner)),
            GraphQLListType { Type: var inner } => new ListGraphType(TypeOf(inner)),
            _ => view.AllTypes[((GraphQLNamedType)type).Name.Value]!, // found valid before
        };
}
