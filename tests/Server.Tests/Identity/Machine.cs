using System.Text;
using Lintel.Domain;
using Lintel.Domain.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Server.Tests.Identity;

/// <summary>An account that a machine uses, and its keys.</summary>
internal sealed class Machine
{
    private Machine(ServerUnderTest server, Account account) => (Server, Account) = (server, account);

    public ServerUnderTest Server { get; }
    public Account Account { get; }

    public static async Task<Machine> AtAsync(ServerUnderTest server, Role role = Role.Integrator, string subject = "test|machine")
    {
        await using var db = server.Database.Open();
        var franchise = await db.Offices.SingleAsync(office => office.Code == "F");
        var account = Account.ForOffice(Guid.CreateVersion7(server.Clock.GetUtcNow()), subject, "机器", role, franchise, server.Clock.GetUtcNow());
        db.Add(account);
        await db.SaveChangesAsync();
        return new Machine(server, account);
    }

    /// <summary>A new key: its text and its row's id.</summary>
    public async Task<(string Text, Guid Id)> KeyAsync(ApiKeyScopes scopes = ApiKeyScopes.Read, DateTimeOffset? expiresAt = null)
    {
        var prefix = ApiKeyText.NewPrefix();
        var (text, hash) = ApiKeyText.NewSecret(prefix);
        await using var db = Server.Database.Open();
        db.Attach(Account);
        var key = ApiKey
            .Create(Guid.CreateVersion7(Server.Clock.GetUtcNow()), Account, "export", scopes, (prefix, hash), expiresAt, Server.Clock.GetUtcNow())
            .Value;
        db.Add(key);
        await db.SaveChangesAsync();
        return (text, key.Id);
    }

    /// <summary>Changes a key as its mutations do.</summary>
    public async Task ChangeAsync(Guid id, Action<ApiKey, DateTimeOffset> change)
    {
        await using var db = Server.Database.Open();
        change(await db.ApiKeys.SingleAsync(key => key.Id == id), Server.Clock.GetUtcNow());
        await db.SaveChangesAsync();
    }

    /// <summary>Status and body of the answer to a query by somebody who presents this.</summary>
    public async Task<string> AskAsync(string bearer, string query = "{ viewer { name } }")
    {
        using var response = await Server.PostAsync($$"""{"query":"{{query}}"}""", bearer);
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
    }

    /// <summary>Status and body of the answer to an upload.</summary>
    public async Task<string> UploadAsync(string bearer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Server.Address, "/uploads"))
        {
            Content = new StringContent("a,b", Encoding.UTF8, "text/csv"),
        };
        request.Headers.Authorization = new("Bearer", bearer);
        using var response = await Server.Http.SendAsync(request);
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
    }
}
