using System.Net;
using Lintel.Data.Webhooks;

namespace Lintel.Schema.Tests;

/// <summary>No name has an address: no test of the graph reaches anybody.</summary>
internal sealed class NoHosts : HostNames
{
    public override Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IPAddress>>([]);
}
