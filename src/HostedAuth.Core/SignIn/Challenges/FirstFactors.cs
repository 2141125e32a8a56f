using HostedAuth.Core.Mfa;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools.Settings;
using HostedAuth.Core.Users;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>The first factors of choice-based sign-in (USER_AUTH): what the pool allows and the user has.</summary>
public sealed class FirstFactors(PoolScope scope, IServiceProvider services)
{
    private static readonly string[] Default = [SignInPolicy.Password];

    /// <summary>The order in which they are offered.</summary>
    private static readonly string[] Order =
    [
        PasswordSrp.ChallengeName,
        Password.ChallengeName,
        SecondFactors.Passkey,
        SecondFactors.Email,
        SmsOtp.ChallengeName,
    ];

    /// <summary>Asked for late: the challenge that offers a choice is itself one of them.</summary>
    private IEnumerable<IChallenge> All => services.GetServices<IChallenge>();

    /// <summary>
    /// What the claimant may choose from, by the challenges' names. A pretence has what users of the pool may have; whoever has
    /// nothing is offered passwords, or where the pool takes none all that it takes; nothing of it will prove anything.
    /// </summary>
    public async Task<IReadOnlyList<string>> OfAsync(Claimant claimant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claimant);
        var found = await AvailableToAsync(
            claimant.User is null ? claimant with { Ways = PretendedWays.Of(scope.Pool, claimant.Name) } : claimant,
            cancellationToken);
        return found switch
        {
            [_, ..] => found,
            _ when IsAllowed(Password.ChallengeName) => [PasswordSrp.ChallengeName, Password.ChallengeName],
            _ => await AvailableToAsync(claimant with { User = null, Ways = PretendedWays.All }, cancellationToken),
        };
    }

    /// <summary>What a user can begin with, by the values of AuthFactorType; nothing is pretended.</summary>
    public async Task<IReadOnlyList<string>> ConfiguredOfAsync(User user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        var available = await AvailableToAsync(new Claimant(user, user.Id, user.Username), cancellationToken);
        return [.. available.Select(name => name == PasswordSrp.ChallengeName ? SignInPolicy.Password : name).Distinct()];
    }

    /// <summary>Whether the responses hold the answer to the factor beside its choice.</summary>
    public bool IsAnswered(string factor, IReadOnlyDictionary<string, string> responses)
    {
        ArgumentNullException.ThrowIfNull(responses);
        return All.First(challenge => challenge.Name == factor).InlineResponse is { } response
            && !string.IsNullOrEmpty(responses.GetValueOrDefault(response));
    }

    private async Task<IReadOnlyList<string>> AvailableToAsync(Claimant claimant, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        foreach (var challenge in All.Where(challenge => IsAllowed(challenge.Name)))
        {
            if (await challenge.IsFirstFactorOfAsync(claimant, cancellationToken))
            {
                found.Add(challenge.Name);
            }
        }

        return [.. found.OrderBy(name => Array.IndexOf(Order, name))];
    }

    private bool IsAllowed(string challenge)
    {
        var setting = challenge == PasswordSrp.ChallengeName ? SignInPolicy.Password : challenge;
        return (scope.Pool.Settings.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? Default).Contains(setting);
    }
}
