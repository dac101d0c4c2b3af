using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Lintel.Server.Tests;

/// <summary>The way from a server to its PostgreSQL, which a test can close and open.</summary>
internal sealed class DatabaseRoad : IAsyncDisposable
{
    private readonly IPEndPoint _database;
    private readonly int _port;
    private readonly ConcurrentBag<TcpClient> _travelling = [];
    private TcpListener _gate;
    private bool _leadsSomewhere = true;

    private DatabaseRoad(IPEndPoint database)
    {
        _database = database;
        _gate = new TcpListener(IPAddress.Loopback, 0);
        _gate.Start();
        _port = ((IPEndPoint)_gate.LocalEndpoint).Port;
        _ = AcceptAsync(_gate);
    }

    public static DatabaseRoad To(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        return new DatabaseRoad(new IPEndPoint(IPAddress.Parse(parts.Host!), parts.Port)); // the tests' server is named by its address
    }

    /// <summary>The same database, by this road.</summary>
    public string Instead(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Host = "127.0.0.1", Port = _port }.ToString();

    /// <summary>Nobody gets through, and who is under way is thrown back.</summary>
    public void Close()
    {
        _gate.Stop();
        while (_travelling.TryTake(out var client))
        {
            // At once, as when the other side is gone; null: it is already.
            client.Client?.Close(0);
        }
    }

    public void Open() => Open(leadsSomewhere: true);

    public void OpenToNowhere() => Open(leadsSomewhere: false);

    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    private void Open(bool leadsSomewhere)
    {
        _leadsSomewhere = leadsSomewhere;
        _gate = new TcpListener(IPAddress.Loopback, _port);
        _gate.Start();
        _ = AcceptAsync(_gate);
    }

    private async Task AcceptAsync(TcpListener gate)
    {
        try
        {
            while (true)
            {
                var client = await gate.AcceptTcpClientAsync();
                _travelling.Add(client);
                if (_leadsSomewhere)
                    _ = CarryAsync(client);
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException) { }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var database = new TcpClient { NoDelay = true };
        try
        {
            client.NoDelay = true;
            await database.ConnectAsync(_database);
            _travelling.Add(database);
            await Task.WhenAny(client.GetStream().CopyToAsync(database.GetStream()), database.GetStream().CopyToAsync(client.GetStream()));
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException or IOException or InvalidOperationException) { }
        finally
        {
            client.Dispose();
        }
    }
}
