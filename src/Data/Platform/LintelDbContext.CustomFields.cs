using Lintel.Domain.Platform;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Data;

public abstract partial class LintelDbContext
{
    public DbSet<CustomField> CustomFields => Set<CustomField>();
    public DbSet<CustomValue> CustomValues => Set<CustomValue>();

    /// <summary>
    /// Takes a franchise's custom fields to change them, in the running transaction: their version is raised, so that every server's next
    /// request has another graph, and until the commit whoever else wants to change them waits. What is counted from here on stays true.
    /// </summary>
    public Task TakeCustomFieldsAsync(Guid franchiseId, CancellationToken cancellationToken) =>
        Offices
            .Where(office => office.Id == franchiseId)
            .ExecuteUpdateAsync(
                set => set.SetProperty(office => office.CustomFieldsVersion, office => office.CustomFieldsVersion + 1),
                cancellationToken
            );

    /// <summary>The fields of a franchise that are in use, in the order of their names.</summary>
    public async Task<IReadOnlyList<CustomField>> CustomFieldsInUseAsync(Guid franchiseId, CancellationToken cancellationToken)
    {
        var fields = await CustomFields
            .AsNoTracking()
            .Where(field => field.FranchiseId == franchiseId && field.ArchivedAt == null)
            .ToListAsync(cancellationToken);
        // Databases sort text each in their own way; a schema has one order.
        return [.. fields.OrderBy(field => field.FieldName, StringComparer.Ordinal)];
    }
}
