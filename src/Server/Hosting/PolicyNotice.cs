using System.Security.Cryptography;
using System.Text;
using GraphQL.Types;
using Lintel.Data;
using Lintel.Schema;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Server.Hosting;

/// <summary>Puts into the audit logs, at the start of a server, that this build lets other people see other things than the one before.</summary>
internal sealed class PolicyNotice(IDbContextFactory<LintelDbContext> contexts, ISchema schema, TimeProvider clock)
{
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        var matrix = Encoding.UTF8.GetBytes(AccessMatrix.Write(schema));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var policy = $"access matrix sha256:{Convert.ToHexStringLower(SHA256.HashData(matrix))}";
        await db.AuditPolicyAsync(policy, clock.GetUtcNow(), cancellationToken);
    }
}
