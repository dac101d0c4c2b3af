using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using GraphQL.Validation.Errors;
using Lintel.Domain;
using Lintel.Schema.Shared.Errors;

namespace Lintel.Schema.Views;

/// <summary>
/// What a viewer is told of names that are not in its view. They may not exist, or be hidden from it; the engine found the same
/// either way, and so the answer is the same, to the byte.
/// </summary>
internal static class ViewErrors
{
    /// <summary>The document names something that the view does not have.</summary>
    public static bool NamesWhatIsNotThere(ExecutionError error) =>
        error switch
        {
            FieldsOnCorrectTypeError or KnownTypeNamesError or KnownArgumentNamesError => true,
            NoSuchRootError => true,
            ArgumentsOfCorrectTypeError or DefaultValuesOfCorrectTypeError => error.Message.Contains("Unknown field", StringComparison.Ordinal),
            // A oneOf input that holds nothing the view knows is said to hold not exactly one.
            InvalidVariableError => error.Message.Contains("Unrecognized input fields", StringComparison.Ordinal)
                || error.Message.Contains("OneOf Input Object must contain exactly one", StringComparison.Ordinal),
            _ => false,
        };

    /// <summary>
    /// These errors with the code of a refusal, without what only followed from them. What the caller misspelt can still be
    /// read from the messages.
    /// </summary>
    public static ExecutionErrors Refusal(ExecutionErrors errors, Viewer viewer)
    {
        var refusal = new ExecutionErrors();
        foreach (var error in errors.Where(NamesWhatIsNotThere))
        {
            refusal.Add(new NotInViewError(error, viewer.IsAuthenticated ? ErrorCodes.Forbidden : ErrorCodes.Unauthenticated));
        }

        return refusal;
    }

    /// <summary>The engine's finding under the code of a refusal.</summary>
    private sealed class NotInViewError : RequestError
    {
        public NotInViewError(ExecutionError found, string code)
            : base(found.Message)
        {
            Code = code;
            foreach (var location in found.Locations ?? [])
            {
                AddLocation(location);
            }
        }
    }
}
