using Microsoft.AspNetCore.Identity;

namespace HostedAuth.Core.Users.Identity;

/// <summary>The pool's rule for case, for what looks users up through Identity.</summary>
internal sealed class PoolNormalizer(UserDirectory directory) : ILookupNormalizer
{
    public string? NormalizeName(string? name) => name is null ? null : directory.Normalize(name);

    public string? NormalizeEmail(string? email) => NormalizeName(email);
}
