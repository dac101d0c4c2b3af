using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Lintel.Domain.Communities;
using Lintel.Domain.Organisation;

namespace Lintel.Data.Imports;

/// <summary>
/// Who takes an imported listing. Homes of one community go to one agent, so that the agent who knows the place holds
/// them; which one follows from the community's place and name alone, the same at every run and on every machine.
/// </summary>
internal sealed class ListAgentRota
{
    private readonly Agent[][] _agentsOfStores;

    /// <summary>The stores of the office that have active agents, by code; agents by id.</summary>
    public ListAgentRota(IEnumerable<(string StoreCode, Agent Agent)> agents) =>
        _agentsOfStores = [
            .. agents
                .GroupBy(entry => entry.StoreCode, entry => entry.Agent, StringComparer.Ordinal)
                .OrderBy(store => store.Key, StringComparer.Ordinal)
                .Select(store => store.OrderBy(agent => agent.Id).ToArray()),
        ];

    public bool IsEmpty => _agentsOfStores.Length == 0;

    public Agent For(Community community)
    {
        var key = Community.NameKey(community.City, community.District, community.MlsAreaMajor, community.Name);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        var store = _agentsOfStores[BinaryPrimitives.ReadUInt32BigEndian(hash) % _agentsOfStores.Length];
        return store[BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(4)) % store.Length];
    }
}
