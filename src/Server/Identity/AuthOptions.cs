using System.ComponentModel.DataAnnotations;
using Microsoft.IdentityModel.Tokens;

namespace Lintel.Server.Identity;

/// <summary>
/// Whose tokens are believed. Exactly one source of keys is in force: an OIDC <see cref="Authority"/>, a configured public key,
/// or, in the Development environment only, the key pair made at the first start.
/// </summary>
internal sealed class AuthOptions
{
    public const string Section = "Lintel:Auth";
    public const string DevelopmentIssuer = "lintel-development";

    /// <summary>Base address of an OIDC issuer; its keys are read from its metadata. Default: none.</summary>
    [Url]
    public string? Authority { get; set; }

    /// <summary>
    /// The <c>iss</c> a token must carry. Required with a public key; taken from the metadata with an authority;
    /// <c>lintel-development</c> with the development key.
    /// </summary>
    public string? Issuer { get; set; }

    /// <summary>The <c>aud</c> a token must carry. Default: <c>lintel</c>.</summary>
    [Required]
    public string Audience { get; set; } = "lintel";

    /// <summary>A public key in PEM form. Default: none.</summary>
    public string? PublicKeyPem { get; set; }

    /// <summary>Path of a file with a public key in PEM form. Default: none.</summary>
    public string? PublicKeyFile { get; set; }

    /// <summary>The one signature algorithm accepted. Default: ES256.</summary>
    [RegularExpression(
        "ES256|ES384|ES512|RS256|RS384|RS512|PS256|PS384|PS512",
        ErrorMessage = "Algorithm must be one of ES256, ES384, ES512, RS256, RS384, RS512, PS256, PS384, PS512."
    )]
    public string Algorithm { get; set; } = SecurityAlgorithms.EcdsaSha256;

    /// <summary>How far the clocks of issuer and server may differ, in seconds, 0 to 30. Default: 5.</summary>
    [Range(0, 30)]
    public int ClockSkewSeconds { get; set; } = 5;

    /// <summary>Life of a token of a demo persona, in hours, 1 to 720. Default: 24.</summary>
    [Range(1, 720)]
    public int DevelopmentTokenHours { get; set; } = 24;

    /// <summary>Whether keys are configured, so that the development key is out of force.</summary>
    public bool HasConfiguredKeys => !string.IsNullOrEmpty(Authority) || !string.IsNullOrEmpty(PublicKeyPem) || !string.IsNullOrEmpty(PublicKeyFile);
}
