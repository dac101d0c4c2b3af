using GraphQL.Execution;
using GraphQLParser;
using Lintel.Schema.Shared.Validation;

namespace Lintel.Schema.Shared.Limits;

/// <summary>The text is no GraphQL; nothing of it was validated or run.</summary>
internal sealed class NoDocumentError : RequestError
{
    public NoDocumentError(string message, Location location)
        : base($"Error parsing query: {message}")
    {
        Code = ValidationCodes.Syntax;
        AddLocation(location);
    }
}
