using System.Reflection;
using Lintel.Domain.Deals;
using Lintel.Domain.Listings;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Lintel.Schema.Tests.Proofs.NonInterference;

/// <summary>New rows made after the pattern of others.</summary>
internal static class Copies
{
    private static int _number;

    /// <summary>The same row with a key of its own.</summary>
    public static object Of(object row, IEntityType entity)
    {
        var copy = typeof(object).GetMethod("MemberwiseClone", BindingFlags.NonPublic | BindingFlags.Instance)!.Invoke(row, null)!; // every object has it
        foreach (var navigation in entity.GetNavigations())
        {
            navigation.PropertyInfo!.SetValue(copy, null); // navigations are properties here
        }

        var key = entity.FindPrimaryKey()!.Properties[^1].PropertyInfo!; // only rows of tables are copied
        key.SetValue(
            copy,
            key.PropertyType == typeof(Guid) ? Guid.CreateVersion7(DateTimeOffset.UnixEpoch) : 1_000_000L + Interlocked.Increment(ref _number)
        );
        return copy;
    }

    /// <summary>A house is on offer once, a listing in one deal, a file is attached once: a copy is over and done with.</summary>
    public static void BringOutOfTheWay(EntityEntry copy)
    {
        switch (copy.Entity)
        {
            case Listing:
                copy.Property(nameof(Listing.Status)).CurrentValue = ListingStatus.Archived;
                break;
            case Deal:
                copy.Property(nameof(Deal.Stage)).CurrentValue = DealStage.Terminated;
                break;
            case Media:
                copy.Property(nameof(Media.UploadId)).CurrentValue = null;
                break;
        }
    }
}
