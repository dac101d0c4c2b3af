using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Platform;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Mutating;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Platform;

/// <summary>
/// Sets or clears what one custom field holds of one record. Whoever may change the record may; the record itself stays as it is, because
/// those who see it and not the field must not be able to tell.
/// </summary>
internal abstract class CustomValueSet<TInput, TRecord> : Mutation<TInput, TRecord>
    where TInput : CustomValueInput
    where TRecord : class, IPlaced, IVersioned
{
    private readonly CustomFieldSubject _subject;
    private readonly SubjectKind _recordKind;
    private readonly string _idField;
    private readonly Func<TInput, Ref<TRecord>> _id;
    private readonly Func<TRecord, Guid?> _owner;

    protected CustomValueSet(
        string name,
        AccessRule allowedTo,
        CustomFieldSubject subject,
        SubjectKind recordKind,
        string idField,
        Func<TInput, Ref<TRecord>> id,
        Func<TRecord, Guid?> owner
    )
        : base(
            name,
            $"Sets what one of your franchise's own fields holds of a {recordKind.ToString().ToLowerInvariant()} of the franchise, or clears it.",
            allowedTo
        ) => (_subject, _recordKind, _idField, _id, _owner) = (subject, recordKind, idField, id, owner);

    public sealed override IReadOnlyList<Type> Errors => [typeof(StaleVersion), typeof(WrongState), typeof(WrongCustomKind)];

    protected sealed override async Task<Outcome<Guid>> RunAsync(TInput input, UseCase use, CancellationToken cancellationToken)
    {
        var found = await use.FindAsync(_id(input), AllowedTo, _idField, input.ExpectedVersion, cancellationToken);
        var sought = await use.FindAsync(input.CustomFieldId, CustomFieldAccess.OfFranchise, "customFieldId", cancellationToken);
        List<UserError> problems = [.. found.Errors, .. sought.Errors];
        if (problems.Count > 0)
        {
            return problems;
        }

        var (record, field) = (found.Value, sought.Value);
        if (field.Subject != _subject || field.FranchiseId != record.FranchiseId)
        {
            return NotFound.At("customFieldId");
        }

        problems.AddRange(field.Problems(input.Content));
        if (problems.Count > 0)
        {
            return problems;
        }

        var key = _id(input).Key!.Value; // it was found
        if (await ChangeAsync(field, key, input.Content, use, cancellationToken))
        {
            use.Record(
                new CustomValueChanged(_recordKind, key, field.Id, field.FieldName, input.Content == new CustomContent()),
                record,
                _owner(record)
            );
        }

        return key;
    }

    /// <summary>False: there was nothing to clear, so nothing happened.</summary>
    private static async Task<bool> ChangeAsync(
        CustomField field,
        Guid recordId,
        CustomContent content,
        UseCase use,
        CancellationToken cancellationToken
    )
    {
        var known = await use.Db.CustomValues.FirstOrDefaultAsync(
            value => value.FieldId == field.Id && value.RecordId == recordId,
            cancellationToken
        );
        if (content == new CustomContent())
        {
            if (known is not null)
            {
                use.Db.CustomValues.Remove(known);
            }

            return known is not null;
        }

        if (known is null)
        {
            use.Db.CustomValues.Add(CustomValue.Create(field, recordId, content, use.Now));
        }
        else
        {
            known.Change(content, use.Now);
        }

        return true;
    }
}

/// <summary>What every setting of a custom value takes: the field and one value of its kind.</summary>
internal abstract record CustomValueInput : ChangeInput
{
    [Description("The field; one of your franchise that is in use.")]
    public required Ref<CustomField> CustomFieldId { get; init; }

    [Description("The value of a TEXT field, 1 to 1000 characters. If no value is given at all, the field is cleared.")]
    public string? Text { get; init; }

    [Description("The value of an INTEGER field.")]
    public int? Integer { get; init; }

    [Description("The value of a DECIMAL field: two decimals, up to 100,000,000,000 either way.")]
    public Hundredths? Decimal { get; init; }

    [Description("The value of a BOOLEAN field.")]
    public bool? Boolean { get; init; }

    [Description("The value of a DATE field.")]
    public DateOnly? Date { get; init; }

    internal CustomContent Content =>
        new()
        {
            Text = Text,
            Integer = Integer,
            Hundredths = Decimal?.Count,
            Flag = Boolean,
            Day = Date,
        };
}
