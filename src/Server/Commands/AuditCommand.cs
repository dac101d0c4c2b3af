using System.CommandLine;
using System.Globalization;
using Lintel.Data;
using Lintel.Server.Hosting;

namespace Lintel.Server.Commands;

/// <summary><c>audit</c>: the audit logs of the brands.</summary>
internal static class AuditCommand
{
    private const int FoundBroken = 1;

    public static Command Create()
    {
        var head = new Option<string?>("--head")
        {
            Description = "A BRAND:NUMBER:HASH that an earlier verification printed; that entry must still be there as it was.",
        };
        var verify = new Command("verify", "Recompute the logs. Prints a line a brand; exit code 1 where one is broken.") { head };
        verify.SetAction((line, cancellationToken) => VerifyAsync(line.GetValue(head), cancellationToken));
        return new Command("audit", "The audit logs of reveals, denials and changes of policy.") { verify };
    }

    private static async Task<int> VerifyAsync(string? head, CancellationToken cancellationToken)
    {
        await using var app = LintelHost.Create();
        var verification = app.Services.GetRequiredService<AuditVerification>();
        var isBroken = false;
        foreach (var report in await verification.RunAsync(cancellationToken))
        {
            isBroken |= report.Fault is not null;
            Console.WriteLine(
                report.Fault is null
                    ? string.Create(CultureInfo.InvariantCulture, $"whole   {report.BrandId:N}:{report.Last}:{report.Hash}")
                    : string.Create(CultureInfo.InvariantCulture, $"broken  {report.BrandId:N} at entry {report.BrokenAt}: {report.Fault}")
            );
        }

        if (head is not null && !await IsThereAsync(verification, head, cancellationToken))
        {
            isBroken = true;
            Console.WriteLine($"broken  the entry {head} is not there as it was");
        }

        return isBroken ? FoundBroken : 0;
    }

    private static async Task<bool> IsThereAsync(AuditVerification verification, string head, CancellationToken cancellationToken) =>
        head.Split(':') is [var brand, var number, var hash]
        && Guid.TryParseExact(brand, "N", out var brandId)
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
        && await verification.HashOfAsync(brandId, sequence, cancellationToken) == hash;
}
