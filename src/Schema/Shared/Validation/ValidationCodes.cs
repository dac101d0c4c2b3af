using Lintel.Schema.Shared.Errors;

namespace Lintel.Schema.Shared.Validation;

/// <summary>The codes of our rules that stand in the place of the engine's, and so have the engine's names for them.</summary>
internal static class ValidationCodes
{
    [RequestCode("The text is no GraphQL document; locations says where it stops being one.", "Correct the document.", 400)]
    public const string Syntax = "SYNTAX_ERROR";

    [RequestCode("Two fields have one name in the answer and are not the same.", "Give one of them an alias.", 400)]
    public const string FieldsConflict = "OVERLAPPING_FIELDS_CAN_BE_MERGED";

    [RequestCode("A subscription asks for more than one field, or for one that @skip or @include decide on.", "Subscribe to one at a time.", 400)]
    public const string OneRootField = "SINGLE_ROOT_FIELD_SUBSCRIPTIONS";

    [RequestCode("A variable is used where a value of another type belongs.", "Declare the variable with the type that the message names.", 400)]
    public const string VariableMisfit = "VARIABLES_IN_ALLOWED_POSITION";
}
