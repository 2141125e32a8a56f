using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.Risk;

/// <summary>A list of passwords that are known from breaches.</summary>
public interface IBreachedPasswords
{
    /// <summary>Whether the deployment has such a list at all.</summary>
    bool IsConfigured { get; }

    /// <summary>
    /// Whether the password is on the list. A list that can't be asked holds nothing: nobody is kept out by its outage.
    /// </summary>
    Task<bool> ContainAsync(Secret password, CancellationToken cancellationToken);
}
