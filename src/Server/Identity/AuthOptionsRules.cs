using Microsoft.Extensions.Options;

namespace Lintel.Server.Identity;

/// <summary>What attributes cannot say about <see cref="AuthOptions"/>.</summary>
internal sealed class AuthOptionsRules(IHostEnvironment environment) : IValidateOptions<AuthOptions>
{
    public ValidateOptionsResult Validate(string? name, AuthOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> Faults(AuthOptions options)
    {
        if (!options.HasConfiguredKeys && !environment.IsDevelopment())
        {
            yield return $"In the {environment.EnvironmentName} environment tokens must come from a real issuer: set "
                + "Lintel:Auth:Authority, or Lintel:Auth:PublicKeyPem or PublicKeyFile. The development key is for Development only.";
        }

        if (Sources(options) > 1)
        {
            yield return "Set only one of Lintel:Auth:Authority, Lintel:Auth:PublicKeyPem and Lintel:Auth:PublicKeyFile.";
        }
        else if (PublicKey.Fault(options) is { } fault)
        {
            yield return fault;
        }

        if (string.IsNullOrEmpty(options.Authority) && options.HasConfiguredKeys && string.IsNullOrEmpty(options.Issuer))
        {
            yield return "Lintel:Auth:Issuer is required with a configured public key.";
        }

        if (
            options.Authority is { Length: > 0 } authority
            && !environment.IsDevelopment()
            && !authority.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        )
        {
            yield return "Lintel:Auth:Authority must be an https address outside Development.";
        }
    }

    private static int Sources(AuthOptions options) =>
        new[] { options.Authority, options.PublicKeyPem, options.PublicKeyFile }.Count(source => !string.IsNullOrEmpty(source));
}
