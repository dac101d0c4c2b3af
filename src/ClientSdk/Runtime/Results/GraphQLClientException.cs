namespace Lintel.Client;

/// <summary>An operation had errors and the caller asked for none, or a subscription ended for good.</summary>
public sealed class GraphQLClientException : Exception
{
    /// <summary>Creates the exception for the errors of a result.</summary>
    public GraphQLClientException(IReadOnlyList<ClientError> errors)
        : base(Summary(errors), errors.FirstOrDefault(error => error.Exception is not null)?.Exception)
    {
        Errors = errors;
    }

    /// <summary>Creates the exception for a failure that is not in a result.</summary>
    public GraphQLClientException(string message)
        : this([new ClientError { Message = message }]) { }

    /// <summary>Creates the exception for a failure with a cause.</summary>
    public GraphQLClientException(string message, Exception innerException)
        : this([new ClientError { Message = message, Exception = innerException }]) { }

    /// <summary>Creates the exception for a result that has neither errors nor data.</summary>
    public GraphQLClientException()
        : this([]) { }

    /// <summary>The errors; empty when the answer had no data and no error.</summary>
    public IReadOnlyList<ClientError> Errors { get; }

    private static string Summary(IReadOnlyList<ClientError> errors) =>
        errors.Count == 0
            ? "The answer has neither data nor errors."
            : string.Join(Environment.NewLine, errors.Select(error => error.Code is null ? error.Message : $"{error.Code}: {error.Message}"));
}
