namespace Lintel.Client;

/// <summary>Questions one asks of every result.</summary>
public static class OperationResultExtensions
{
    /// <summary>True when the answer has at least one error, or no data.</summary>
    public static bool IsErrorResult<T>(this IOperationResult<T> result)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Errors.Count > 0 || result.Data is null;
    }

    /// <summary>True when the answer has data and no error.</summary>
    public static bool IsSuccessResult<T>(this IOperationResult<T> result)
        where T : class => !result.IsErrorResult();

    /// <summary>The data of a result without errors.</summary>
    /// <exception cref="GraphQLClientException">The result has errors, or no data.</exception>
    public static T EnsureNoErrors<T>(this IOperationResult<T> result)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(result);
        return result is { Errors.Count: 0, Data: { } data } ? data : throw new GraphQLClientException(result.Errors);
    }
}
