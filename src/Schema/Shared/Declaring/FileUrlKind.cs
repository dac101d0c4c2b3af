using System.Data.Common;
using GraphQL.Types;
using Lintel.Domain.Listings;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Reading;
using Lintel.Schema.Shared.Scalars;

namespace Lintel.Schema.Shared.Declaring;

/// <summary>
/// The address of a file: as it is kept where it lies elsewhere, and a signed link where it was uploaded. Declared without links; a plan works with
/// <see cref="With"/>.
/// </summary>
internal sealed class FileUrlKind(MediaLinks? links = null) : ValueKind
{
    public override IGraphType GraphType => ScalarTypes.Url;
    public override FilterOperators Operators => FilterOperators.None;

    public static FileUrlKind With(MediaLinks? links) => new(links);

    public override void Write(DbDataReader row, int ordinal, Mask mask, JsonBuffer json)
    {
        var url = row.GetString(ordinal);
        json.WriteString(
            url.StartsWith(Media.UploadedScheme, StringComparison.Ordinal)
                ? (links ?? throw new InvalidOperationException("Links to files are written by the kind a plan makes of this."))
                    .Download(Guid.ParseExact(url.AsSpan(Media.UploadedScheme.Length), "N"))
                    .AbsoluteUri
                : url
        );
    }

    public override object ReadKey(DbDataReader row, int ordinal) => row.GetString(ordinal);
}
