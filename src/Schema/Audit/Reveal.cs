using System.ComponentModel;
using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Mutating;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Audit;

/// <summary>
/// Looking behind one mask: for a reason, at most <see cref="RevealRules.PerDay"/> times a day and account, with an entry in the audit log
/// that is committed before the value is shown; between 22:00 and 08:00 with an event too.
/// </summary>
internal abstract class Reveal<TInput, TSubject> : Mutation<TInput, TSubject>
    where TInput : RevealInput
    where TSubject : class, IPlaced
{
    private readonly SubjectKind _subject;
    private readonly string _element;
    private readonly string _idField;
    private readonly Func<TInput, Ref<TSubject>> _id;
    private readonly Func<TSubject, string?> _value;

    protected Reveal(
        string name,
        AccessRule allowedTo,
        SubjectKind subject,
        string field,
        string idField,
        Func<TInput, Ref<TSubject>> id,
        Func<TSubject, string?> value
    )
        : base(
            name,
            $"Shows the clear {field} behind its mask. The reason is kept in the audit log; at most {RevealRules.PerDay} values a day.",
            allowedTo
        )
    {
        (_subject, _element, _idField, _id, _value) = (subject, $"{subject}.{field}", idField, id, value);
        Reveals = new RevealedField(
            field,
            $"The clear value; null when it was refused or only a dry run, and {RevealRules.AnswerLife.TotalMinutes:0} minutes after the first answer.",
            RevealRules.AnswerLife,
            async (key, use, cancellationToken) => await use.ReachedAsync<TSubject>(key, AllowedTo, cancellationToken) is { } row ? _value(row) : null
        );
    }

    public sealed override RevealedField Reveals { get; }

    public sealed override IReadOnlyList<Type> Errors => [typeof(RevealQuotaExceeded), typeof(NotOnFile)];

    protected sealed override async Task<Outcome<Guid>> RunAsync(TInput input, UseCase use, CancellationToken cancellationToken)
    {
        var reason = input.Reason.Trim();
        if (reason.Length is < RevealRules.ShortestReason or > AuditEntry.LongestReason)
        {
            return InvalidInput.OutOfRange($"{RevealRules.ShortestReason} to {AuditEntry.LongestReason} characters", "reason");
        }

        var found = await use.FindAsync(_id(input), AllowedTo, _idField, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Errors.ToArray();
        }

        if (_value(found.Value) is null)
        {
            return new NotOnFile(_idField);
        }

        var key = _id(input).Key!.Value; // it was found
        var isOffHours = RevealRules.IsOffHours(use.Now);
        var note = new AuditNote(AuditKind.Reveal, _element)
        {
            ClientId = _subject == SubjectKind.Client ? key : null,
            ListingId = _subject == SubjectKind.Listing ? key : null,
            Reason = reason,
            IsOffHours = isOffHours,
        };
        if (
            !await use.Db.AuditAsync(
                found.Value.BrandId,
                note,
                use.Viewer,
                use.Now,
                cancellationToken,
                () => IsWithinQuotaAsync(use, cancellationToken)
            )
        )
        {
            return new RevealQuotaExceeded();
        }

        if (isOffHours)
        {
            use.Record(new OffHoursReveal(_subject, key, _element), found.Value, ownerAgentId: null);
        }

        return key;
    }

    private static async Task<bool> IsWithinQuotaAsync(UseCase use, CancellationToken cancellationToken)
    {
        var today = new DateTimeOffset(use.Today.ToDateTime(TimeOnly.MinValue), OfficeCalendar.Offset).ToUniversalTime();
        var account = use.Viewer.AccountId;
        var revealed = await use.Db.AuditEntries.CountAsync(
            entry => entry.AccountId == account && entry.Kind == AuditKind.Reveal && entry.OccurredAt >= today,
            cancellationToken
        );
        return revealed < RevealRules.PerDay;
    }
}

/// <summary>What every reveal takes.</summary>
internal abstract record RevealInput : MutationInput
{
    [Description("Why you need it, 5 to 200 characters, in words that hold no personal data; kept in the audit log.")]
    public required string Reason { get; init; }
}
