using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Mfa;

/// <summary>Sets a pool's second factors.</summary>
public sealed class PoolMfaConfiguration(
    HostedAuthDbContext context,
    PoolScope scope,
    PoolDirectory directory,
    TimeProvider time)
{
    /// <summary>
    /// Sets them. A call that names MfaConfiguration or a factor replaces all factors; one that names passkeys alone leaves
    /// them, and passkeys stay as they are unless named. Gives the pool as changed. Refuses with InvalidParameter.
    /// </summary>
    public async Task<UserPool> SetAsync(MfaSetup setup, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(setup);
        CheckRelyingParty(setup.WebAuthn?.RelyingPartyId);
        UserPool? result = null;
        await directory.ChangeAsync(
            context,
            scope.Pool.Id,
            async () =>
            {
                var pool = await context.UserPools.FirstAsync(row => row.Id == scope.Pool.Id, cancellationToken);
                Apply(pool, setup);
                pool.ModifiedAt = time.GetUtcNow();
                result = pool;
            },
            cancellationToken);
        return result!;
    }

    private static void Apply(UserPool pool, MfaSetup setup)
    {
        var changesFactors = setup.NamesFactors || setup.MfaConfiguration is not null;
        pool.Mfa = new MfaSettings
        {
            Factors = changesFactors ? ApplyFactors(pool, setup) : pool.Mfa?.Factors,
            WebAuthnConfiguration = setup.WebAuthn ?? pool.Mfa?.WebAuthnConfiguration,
        };
    }

    private static MfaFactors ApplyFactors(UserPool pool, MfaSetup setup)
    {
        var configuration = setup.MfaConfiguration ?? pool.Settings.MfaConfiguration ?? "OFF";
        AuthError.RefuseInvalid(
            configuration is "OFF" && setup.NamesFactors,
            "Invalid MFA configuration given, can't turn off MFA and configure an MFA together.");
        var factors = new MfaFactors
        {
            SoftwareToken = setup.SoftwareToken?.Enabled == true,
            Sms = setup.Sms is not null,
            Email = setup.Email,
        };
        AuthError.RefuseInvalid(
            configuration is not "OFF" && factors.IsEmpty,
            "Invalid MFA configuration given, can't disable all MFAs with a required or optional configuration.");
        pool.Settings = pool.Settings with
        {
            MfaConfiguration = configuration,
            SmsConfiguration = setup.Sms?.SmsConfiguration ?? pool.Settings.SmsConfiguration,
            SmsAuthenticationMessage = setup.Sms?.SmsAuthenticationMessage ?? pool.Settings.SmsAuthenticationMessage,
        };
        CheckMeansOfAws(pool, factors);
        return factors;
    }

    /// <summary>AWS texts and mails by its own services alone; this server has means of its own.</summary>
    private static void CheckMeansOfAws(UserPool pool, MfaFactors factors)
    {
        AuthError.RefuseInvalid(
            pool.IsStrict && factors.Sms && pool.Settings.SmsConfiguration is null,
            "SmsConfiguration is required for SMS MFA.");
        AuthError.RefuseInvalid(
            pool.IsStrict && factors.Email is not null && pool.Settings.EmailConfiguration?.EmailSendingAccount is not "DEVELOPER",
            "EmailSendingAccount must be DEVELOPER for email MFA.");
    }

    /// <summary>
    /// A host name and nothing beside it: what browsers compare origins with (Web Authentication, section 5.1.2).
    /// </summary>
    private static void CheckRelyingParty(string? id)
    {
        var isHost = id is null || (Uri.CheckHostName(id) is UriHostNameType.Dns && !id.Any(char.IsUpper) && !id.EndsWith('.'));
        AuthError.RefuseInvalid(!isHost, "RelyingPartyId must be a host name without scheme, port or path.");
    }
}
