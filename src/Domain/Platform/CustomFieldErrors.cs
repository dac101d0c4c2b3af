namespace Lintel.Domain.Platform;

/// <summary>The franchise has a field of this name on the subject already.</summary>
[ErrorType("Take another name, or archive the other field first.")]
public sealed record CustomFieldNameTaken(string FieldName)
    : UserError("CUSTOM_FIELD_NAME_TAKEN", $"There is a field {FieldName} already; archive it first.", ["name"]);

/// <summary>The franchise has as many fields on the subject as it may.</summary>
[ErrorType("Archive a field that is not used any more.")]
public sealed record TooManyCustomFields(int Limit)
    : UserError("TOO_MANY_CUSTOM_FIELDS", $"A franchise has at most {Limit} fields on one subject; archive one first.", ["subject"]);

/// <summary>The field holds values of another kind.</summary>
[ErrorType("Give a value of the kind in kind.")]
public sealed record WrongCustomKind(string Kind, string Given)
    : UserError("WRONG_CUSTOM_KIND", $"The field holds {Kind}; give no {Given}.", [Given]);

/// <summary>Only a franchise has fields of its own, and the caller belongs to none.</summary>
[ErrorType("Sign in as somebody of a franchise partner.")]
public sealed record NoFranchise() : UserError("NO_FRANCHISE", "You belong to no franchise partner.", []);
