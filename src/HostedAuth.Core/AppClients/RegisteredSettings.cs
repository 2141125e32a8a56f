using HostedAuth.Core.Errors;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Core.AppClients;

/// <summary>Those settings of a registered client that it registers itself, and what an operator's word does to them.</summary>
internal static class RegisteredSettings
{
    /// <summary>Whether two settings let a client do the same; the order of what they list says nothing.</summary>
    public static bool AreSame(AppClientSettings one, AppClientSettings other) =>
        ListsOf(one).Zip(ListsOf(other)).All(pair => pair.First.SetEquals(pair.Second));

    /// <summary>
    /// Refuses a change of a client that is switched off, or where clients no longer register. Refuses with
    /// RegistrationClosed.
    /// </summary>
    public static void CheckOn(PoolSnapshot pool, AppClient client)
    {
        var isOn = client.Settings.AllowedOAuthFlowsUserPoolClient ?? !pool.IsStrict;
        if (!isOn || !RegistrationPolicy.IsOn(pool))
        {
            throw AuthError.RegistrationClosed.AsException();
        }
    }

    /// <summary>Keeps in mind what an operator is about to change of a registered client's metadata.</summary>
    public static void Hold(AppClient client, OAuthClientMetadata next)
    {
        if (!client.IsRegistered)
        {
            return;
        }

        var changed = OAuthMetadataDocument.ClientsOwnThatDiffer(client.Metadata ?? OAuthClientMetadata.None, next);
        client.HeldMetadata = [.. client.HeldMetadata.Union(changed)];
        client.IsHeldByOperator |= client.HeldMetadata.Count > 0;
    }

    /// <summary>Refuses what the client would get back that an operator took. Refuses with RegistrationHeld.</summary>
    public static void CheckHeld(AppClient client, AppClientSettings next)
    {
        var isWider = ListsOf(next).Zip(ListsOf(client.Settings)).Any(pair => !pair.First.IsSubsetOf(pair.Second));
        if (client.IsHeldByOperator && isWider)
        {
            throw AuthError.RegistrationHeld.AsException();
        }
    }

    /// <summary>
    /// Refuses a client that went over to other subjects: what it was granted holds, so codes, refresh tokens and userInfo would
    /// tell it by what name another sector knows the same people (OIDC Core, sections 8.1 and 12.2). Refuses with InvalidMetadata.
    /// </summary>
    /// <param name="client">As it would be.</param>
    /// <param name="before">The sector that it has; null where its subjects are public.</param>
    public static void CheckSector(AppClient client, string? before)
    {
        if (Sectors.Of(client) != before)
        {
            throw AuthError.InvalidMetadata(
                "the client knows people by the subjects of its sector, and can't change to others: register another client.")
                .AsException();
        }
    }

    private static HashSet<string>[] ListsOf(AppClientSettings settings) =>
    [
        [.. settings.AllowedOAuthFlows ?? []],
        [.. settings.AllowedOAuthScopes ?? []],
        [.. settings.CallbackURLs ?? []],
        [.. settings.LogoutURLs ?? []],
    ];
}
