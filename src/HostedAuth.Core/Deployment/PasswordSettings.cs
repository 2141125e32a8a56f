using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HostedAuth.Core.Deployment;

/// <summary>What a password costs.</summary>
public sealed record PasswordHashSettings
{
    /// <summary>OWASP's figure for PBKDF2-HMAC-SHA512.</summary>
    public const int Minimum = 210_000;

    [Description("Iterations of PBKDF2-HMAC-SHA512. Less than the default is refused in Production. Older hashes are "
        + "renewed at sign-in.")]
    [Range(1, 10_000_000)]
    public int Iterations { get; init; } = Minimum;
}

/// <summary>A list of passwords that are known from breaches.</summary>
public sealed record BreachedPasswordSettings
{
    [Description("A service that answers the hashes that begin with five digits (k-anonymity), such as "
        + "`https://api.pwnedpasswords.com/range`. New passwords that are on its list are refused. When it doesn't answer, "
        + "passwords are taken and a warning is logged.")]
    public string RangeUrl { get; init; } = "";

    [Description("A file of SHA-1 hashes in hexadecimal, sorted, one a line, instead of the service.")]
    public string File { get; init; } = "";

    [Description("How long the service is waited for.")]
    [Range(100, 10_000)]
    public int TimeLimitMilliseconds { get; init; } = 1500;
}
