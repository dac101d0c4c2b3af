using System.CommandLine;
using System.Globalization;
using Lintel.Data;
using Lintel.Server.Hosting;

namespace Lintel.Server.Commands;

/// <summary><c>protection</c>: the keys that personal data is sealed with.</summary>
internal static class ProtectionCommand
{
    public static Command Create()
    {
        var newKey = new Command("new-key", "Print a key for Lintel:Protection:Keys or :IndexKey.");
        newKey.SetAction(_ => Console.WriteLine(ProtectionSettings.NewKey()));
        var rotate = new Command("rotate", "Seal every value anew that is not under the current key; the servers go on meanwhile.");
        rotate.SetAction(
            async (_, cancellationToken) =>
            {
                await using var app = LintelHost.Create();
                var rotated = await app.Services.GetRequiredService<KeyRotation>().RunAsync(cancellationToken);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rotated} values sealed anew"));
            }
        );
        return new Command("protection", "The keys that personal data is sealed with.") { newKey, rotate };
    }
}
