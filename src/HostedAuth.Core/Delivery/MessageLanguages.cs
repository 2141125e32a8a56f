using HostedAuth.Core.Requests;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Delivery;

/// <summary>
/// Which languages a reader wants: what the profile says, then what the page was read in, then what the pool says.
/// </summary>
public sealed class MessageLanguages(CallDetails call)
{
    /// <summary>The languages, the first choice first; of those the theme lacks, the next one counts.</summary>
    public IEnumerable<string> Of(PoolSnapshot pool, User user)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(user);
        string?[] wanted = [user.Attributes.GetValueOrDefault("locale"), .. call.Languages, pool.Pool.FindTag(PoolTags.Language)];
        return wanted.OfType<string>();
    }
}
