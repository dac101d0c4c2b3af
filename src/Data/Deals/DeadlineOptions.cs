using System.ComponentModel.DataAnnotations;
using Lintel.Domain.Deals;

namespace Lintel.Data.Deals;

/// <summary>When and by whom it is told that tasks of deals are due or overdue.</summary>
public sealed class DeadlineOptions : IValidatableObject
{
    public const string Section = "Lintel:Deadlines";

    /// <summary>This server looks for deadlines. Where several serve one database, any number of them may; each thing is told once. Default: true.</summary>
    public bool Watch { get; set; } = true;

    /// <summary>How often it looks. Default: 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many days before the last day to do it a task is told to be due. Default: 1 day.</summary>
    [Range(0, 30)]
    public int DueDaysBefore { get; set; } = 1;

    /// <summary>How many days after that day it goes to the store manager. Default: 2 days.</summary>
    [Range(1, 60)]
    public int ManagerDaysAfter { get; set; } = 2;

    /// <summary>How many days after that day it goes to the director; not before it goes to the manager. Default: 5 days.</summary>
    [Range(1, 90)]
    public int DirectorDaysAfter { get; set; } = 5;

    internal DeadlineLadder Ladder => new(DueDaysBefore, ManagerDaysAfter, DirectorDaysAfter);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (DirectorDaysAfter < ManagerDaysAfter)
        {
            yield return new ValidationResult(
                $"{nameof(DirectorDaysAfter)} must not be less than {nameof(ManagerDaysAfter)}.",
                [nameof(DirectorDaysAfter)]
            );
        }
    }
}
