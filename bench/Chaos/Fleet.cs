namespace Lintel.Chaos;

/// <summary>The servers of one database. Clients choose one of them as a balancer without a health check would.</summary>
internal sealed class Fleet(IReadOnlyList<ServerNode> nodes) : IAsyncDisposable
{
    public int Count => nodes.Count;

    public Task StartAsync(CancellationToken stop) => Task.WhenAll(nodes.Select(node => node.StartAsync(stop)));

    /// <summary>Where to send something; nobody knows whether it is up.</summary>
    public Uri Any() => nodes[Random.Shared.Next(nodes.Count)].Address;

    /// <summary>Where to send the same at the same time.</summary>
    public IReadOnlyList<Uri> All => [.. nodes.Select(node => node.Address)];

    /// <summary>Kills one of those that are up and has it come back; false: none is.</summary>
    public bool TryKill(Random random, CancellationToken stop, out Task back)
    {
        var up = nodes.Where(node => node.IsUp).ToList();
        back = Task.CompletedTask;
        if (up.Count == 0)
            return false;

        var pause = TimeSpan.FromMilliseconds(random.Next(500));
        back = ReplaceAsync(up[random.Next(up.Count)], pause, stop);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
            await node.DisposeAsync();
    }

    private static async Task ReplaceAsync(ServerNode node, TimeSpan pause, CancellationToken stop)
    {
        await node.KillAsync();
        await Task.Delay(pause, stop);
        await node.StartAsync(stop);
    }
}
