using Lintel.Data;
using Lintel.Schema.Tests.Proofs.NonInterference;
using Lintel.Schema.Tests.Shared.Reading;

namespace Lintel.Schema.Tests.Proofs.Pagination;

/// <summary>The two brands at work, and the eight listings that have ties and missing values in everything they can be sorted by.</summary>
internal static class ManyHomes
{
    public static Task ArrangeAsync(Cast cast, LintelDbContext db)
    {
        Homes.Arrange(cast);
        return Brokerages.ArrangeAsync(cast, db);
    }
}
