using System.Buffers.Text;
using System.Text.Json;
using HostedAuth.Core.Domains;
using HostedAuth.Core.Requests;
using HostedAuth.Core.Risk;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Core.Storage;

namespace HostedAuth.Core.SignIn;

/// <summary>
/// The links that mails of a sign-in carry beside the code, where the pool wants them: sealed for the pool, and worth no
/// more than the code. No row holds them: the attempt that takes the code is spent once, however the code comes.
/// </summary>
public sealed class SignInLinks(Sealer sealer, PoolScope scope, PoolAddress addresses, CallDetails call, TimeProvider time)
{
    /// <summary>The path of the page that a link leads to.</summary>
    public const string Path = "/signInLink";

    /// <summary>The parameter that holds the sealed value.</summary>
    public const string Parameter = "link";

    private const int MaximumLength = 2048;

    /// <summary>
    /// The address for a mail; null where the pool wants none, or where the sign-in has no page to lead back to.
    /// </summary>
    /// <param name="at">Who signs in.</param>
    /// <param name="attemptId">The attempt that the code is for.</param>
    /// <param name="code">The code of the mail.</param>
    public string? Write(SignInContext at, string attemptId, Secret code)
    {
        ArgumentNullException.ThrowIfNull(at);
        if (!scope.Pool.HasSignInLinks || !call.IsOfPage)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var content = JsonSerializer.SerializeToUtf8Bytes(new Content(
            attemptId,
            at.Client.ClientId,
            code.Value,
            now,
            now + at.Client.AuthSessionLifetime,
            DeviceName.Of(call.UserAgent),
            IpRanges.NetworkOf(call.IpAddress)));
        var value = Base64Url.EncodeToString(sealer.Seal(SealKind.SignInLink, scope.Pool.Id, content));
        return $"{addresses.BaseOf(scope.Pool)}{Path}?{Parameter}={value}";
    }

    /// <summary>What the value stands for; null for none of this pool's, and for one that is too old.</summary>
    public SignInLink? Open(string? value)
    {
        if (value is null or { Length: 0 or > MaximumLength }
            || !Base64Url.IsValid(value)
            || !sealer.TryOpen(SealKind.SignInLink, scope.Pool.Id, Base64Url.DecodeFromChars(value), out var clear))
        {
            return null;
        }

        var content = JsonSerializer.Deserialize<Content>(clear)!;
        return time.GetUtcNow() >= content.ExpiresAt ? null : new SignInLink
        {
            AttemptId = content.AttemptId,
            ClientId = content.ClientId,
            Code = new Secret(content.Code),
            AskedAt = content.AskedAt,
            ExpiresAt = content.ExpiresAt,
            Device = content.Device,
            Network = content.Network,
        };
    }

    private sealed record Content(
        string AttemptId,
        string ClientId,
        string Code,
        DateTimeOffset AskedAt,
        DateTimeOffset ExpiresAt,
        string? Device,
        string Network)
    {
        /// <summary>Prints nothing of what is secret.</summary>
        public override string ToString() => nameof(Content);
    }
}
