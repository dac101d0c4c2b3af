using System.Collections.Concurrent;
using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using Lintel.Domain;
using Lintel.Schema.Shared.Reading;

namespace Lintel.Schema.Shared.Limits;

/// <summary>A document with the one operation that runs, and its plans where it is a query.</summary>
internal sealed class KnownDocument(GraphQLDocument document)
{
    private readonly ConcurrentDictionary<Guid, PlanTree> _plans = new(concurrencyLevel: 1, capacity: 1);
    private readonly GraphQLOperationDefinition? _operation = document.Definitions.OfType<GraphQLOperationDefinition>().FirstOrDefault();

    public GraphQLDocument Document => document;

    /// <summary>Characters of the statements of its plans.</summary>
    public long PlanLength => _plans.Values.Sum(plans => plans.Length);

    /// <summary>How many plans it has.</summary>
    public int PlanCount => _plans.Values.Sum(plans => plans.Count);

    /// <summary>Its plans for viewers of one brand; the view it is known against is of one role.</summary>
    public PlanTree PlansFor(Viewer viewer) => _plans.GetOrAdd(viewer.BrandId ?? Guid.Empty, static _ => new PlanTree());

    /// <summary>The variables, coerced as the engine does; null when they are refused.</summary>
    public async ValueTask<Variables?> VariablesAsync(Inputs? given, ISchema view, CancellationToken cancellationToken)
    {
        if (_operation?.Variables is not { Count: > 0 })
        {
            return Variables.None;
        }

        var validation = new ValidationContext
        {
            Document = document,
            Operation = _operation,
            Schema = view,
            Variables = given ?? Inputs.Empty,
            CancellationToken = cancellationToken,
        };
        var (variables, errors) = await validation.GetVariablesValuesAsync();
        return errors is { Count: > 0 } ? null : variables;
    }
}
