using System.Security.Cryptography;
using Lintel.Data;

namespace Lintel.Server.Hosting;

/// <summary>
/// The keys that personal data is sealed with. They belong in the environment or a secret store, never in the database, and must be the same
/// for all servers of one database: a value whose key is lost cannot be read again.
/// </summary>
internal sealed class ProtectionOptions
{
    public const string Section = "Lintel:Protection";

    /// <summary>
    /// Keys by their ids (1 to 16 letters, digits, <c>-</c>, <c>_</c>), each 32 bytes in Base64; <c>protection new-key</c> prints one.
    /// Default in Development: one, made at the first start and kept in the state folder. In Production they are required.
    /// </summary>
    public Dictionary<string, string> Keys { get; } = new(StringComparer.Ordinal);

    /// <summary>The id of the key for new values. Default: the only key there is.</summary>
    public string? CurrentKey { get; set; }

    /// <summary>32 bytes in Base64 that lookups of sealed values are made with; it is never rotated. Required with <see cref="Keys"/>.</summary>
    public string? IndexKey { get; set; }
}

/// <summary>Reads <c>Lintel:Protection</c>.</summary>
internal static class ProtectionSettings
{
    private const string SecretName = "protection-key";

    public static KeyRing Read(IConfiguration configuration, StateFolder folder, bool isDevelopment)
    {
        var options = Bind(configuration);
        if (options.Keys.Count == 0)
        {
            return isDevelopment
                ? KeyRing.Single(Bytes(folder.Secret(SecretName, NewKey), SecretName))
                : throw Fault("Keys is required outside Development: personal data is sealed. `protection new-key` makes one.");
        }

        var current =
            options.CurrentKey
            ?? (options.Keys.Count == 1 ? options.Keys.Keys.Single() : throw Fault("CurrentKey says which key is for new values."));
        var index = options.IndexKey ?? throw Fault("IndexKey is required with Keys.");
        try
        {
            return new KeyRing(
                options.Keys.ToDictionary(key => key.Key, key => Bytes(key.Value, $"Keys:{key.Key}"), StringComparer.Ordinal),
                current,
                Bytes(index, nameof(options.IndexKey))
            );
        }
        catch (ArgumentException wrong)
        {
            throw new ConfigurationFault($"{ProtectionOptions.Section}: {wrong.Message}", wrong);
        }
    }

    public static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyRing.KeyBytes));

    private static ProtectionOptions Bind(IConfiguration configuration)
    {
        try
        {
            var options = new ProtectionOptions();
            configuration.GetSection(ProtectionOptions.Section).Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
            return options;
        }
        catch (InvalidOperationException fault)
        {
            throw new ConfigurationFault(SettingsCheck.Describe(fault), fault);
        }
    }

    private static byte[] Bytes(string base64, string name)
    {
        try
        {
            return Convert.FromBase64String(base64);
        }
        catch (FormatException wrong)
        {
            throw new ConfigurationFault($"{ProtectionOptions.Section}:{name} is not Base64.", wrong);
        }
    }

    private static ConfigurationFault Fault(string message) => new($"{ProtectionOptions.Section}:{message}");
}
