using System.Security.Cryptography;

namespace Lintel.Data.Imports;

/// <summary>
/// Files that were uploaded and wait for the mutation that names them. A file belongs to the account that brought it and to
/// nobody else; it lies in a folder of this server until it is used or a day has passed.
/// </summary>
public sealed class StagedFiles(string folder, TimeProvider clock)
{
    /// <summary>How long an unused file is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Takes a file in and returns its upload id, 32 hex digits that cannot be guessed.</summary>
    public async Task<string> SaveAsync(Guid accountId, Stream content, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        RemoveOld();
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var aside = PathOf(accountId, id) + ".part";
        try
        {
            await using (var file = new FileStream(aside, FileMode.CreateNew, FileAccess.Write))
            {
                await content.CopyToAsync(file, cancellationToken);
            }

            File.Move(aside, PathOf(accountId, id));
        }
        finally
        {
            File.Delete(aside);
        }

        return id;
    }

    /// <summary>The file an account uploaded; null when it did not, or too long ago.</summary>
    public Stream? Open(Guid accountId, string id)
    {
        var isId = id.Length == 32 && id.All(char.IsAsciiHexDigitLower);
        return isId && File.Exists(PathOf(accountId, id))
            ? new FileStream(PathOf(accountId, id), FileMode.Open, FileAccess.Read, FileShare.Read)
            : null;
    }

    private string PathOf(Guid accountId, string id) => Path.Combine(folder, $"{accountId:N}-{id}");

    private void RemoveOld()
    {
        var oldest = clock.GetUtcNow().UtcDateTime - Kept;
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => File.GetLastWriteTimeUtc(file) < oldest))
        {
            File.Delete(file);
        }
    }
}
