using System.Globalization;

namespace HostedAuth.Core.Errors;

public sealed partial record AuthError
{
    /// <summary>The next signing key is not yet published long enough to sign.</summary>
    public static AuthError NextKeyTooYoung(DateTimeOffset ready) => new(
        ErrorKind.InvalidParameter,
        "The next signing key is published but verifiers may not have read it yet; rotate at "
            + ready.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) + " or later.");
}
