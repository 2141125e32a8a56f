using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Triggers;
using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.Core.UserPools;

/// <summary>What the settings of a pool must agree on, beyond the limits of each member.</summary>
internal static class PoolRules
{
    private static readonly string[] AcrLevels = ["Level1", "Level2", "Level3", "Level4"];

    /// <summary>
    /// Refuses with InvalidParameter settings that contradict themselves; a strict pool also what AWS lacks means for.
    /// </summary>
    public static void Check(UserPoolSettings settings, IReadOnlyList<SchemaAttribute> schema, bool isStrict)
    {
        CheckUsernames(settings, schema);
        CheckVerification(settings);
        CheckRecovery(settings.AccountRecoverySetting);
        CheckInvitation(settings);
        CheckTriggers(settings.LambdaConfig);
        CheckAcr(settings.AcrConfiguration);
        CheckKeys(settings.KeyConfiguration);
        CheckRegistration(settings.DcrConfiguration);
        if (isStrict)
        {
            CheckMeansOfAws(settings);
        }
    }

    /// <summary>The settings with members that say the same under two names filled in alike.</summary>
    public static UserPoolSettings Aligned(UserPoolSettings settings)
    {
        var template = settings.VerificationMessageTemplate;
        var emailMessage = Same("EmailVerificationMessage", settings.EmailVerificationMessage, template?.EmailMessage);
        var emailSubject = Same("EmailVerificationSubject", settings.EmailVerificationSubject, template?.EmailSubject);
        var smsMessage = Same("SmsVerificationMessage", settings.SmsVerificationMessage, template?.SmsMessage);
        var triggers = settings.LambdaConfig;
        var preToken = Same("PreTokenGeneration", triggers?.PreTokenGeneration, triggers?.PreTokenGenerationConfig?.LambdaArn);
        return settings with
        {
            EmailVerificationMessage = emailMessage,
            EmailVerificationSubject = emailSubject,
            SmsVerificationMessage = smsMessage,
            VerificationMessageTemplate = (template ?? new()) with
            {
                DefaultEmailOption = template?.DefaultEmailOption ?? "CONFIRM_WITH_CODE",
                EmailMessage = emailMessage,
                EmailSubject = emailSubject,
                SmsMessage = smsMessage,
            },
            LambdaConfig = triggers is null ? null : triggers with { PreTokenGeneration = preToken },
        };
    }

    private static void CheckUsernames(UserPoolSettings settings, IReadOnlyList<SchemaAttribute> schema)
    {
        if (settings.AliasAttributes is { Count: > 0 } && settings.UsernameAttributes is { Count: > 0 })
        {
            throw AuthError.AliasOrUsernameAttributes.AsException();
        }

        // It becomes an alias only after confirmation, so nobody could sign up.
        AuthError.RefuseInvalid(
            settings.AliasAttributes?.Contains("preferred_username") == true
                && schema.Any(attribute => attribute is { Name: "preferred_username", Required: true }),
            "preferred_username can not be both an alias and a required attribute.");
    }

    private static void CheckVerification(UserPoolSettings settings)
    {
        var before = settings.UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate ?? [];
        AuthError.RefuseInvalid(
            before.Except(settings.AutoVerifiedAttributes ?? []).Any(),
            "AttributesRequireVerificationBeforeUpdate must be among AutoVerifiedAttributes.");
    }

    private static void CheckRecovery(AccountRecoverySetting? recovery)
    {
        if (recovery?.RecoveryMechanisms is not { } mechanisms)
        {
            return;
        }

        if (mechanisms.Count > 1 && mechanisms.Any(option => option.Name == "admin_only"))
        {
            throw AuthError.AdminOnlyRecoveryStandsAlone.AsException();
        }

        AuthError.RefuseInvalid(
            mechanisms.DistinctBy(option => option.Priority).Count() < mechanisms.Count
                || mechanisms.DistinctBy(option => option.Name).Count() < mechanisms.Count,
            "Invalid account recovery setting parameter. Each mechanism and each priority may be given once.");
    }

    /// <summary>Who is invited must read the user name, and the password where there is no other way in.</summary>
    private static void CheckInvitation(UserPoolSettings settings)
    {
        var template = settings.AdminCreateUserConfig?.InviteMessageTemplate;
        string[] needed = settings.LetsBeginWithoutPassword() ? ["{username}"] : ["{username}", "{####}"];
        AuthError.RefuseInvalid(
            new[] { template?.EmailMessage, template?.SMSMessage }.Any(text => text is not null && !needed.All(text.Contains)),
            $"InviteMessageTemplate must contain {string.Join(" and ", needed)}.");
    }

    private static void CheckTriggers(LambdaConfig? triggers)
    {
        RequireWebhook("CustomEmailSender", triggers?.CustomEmailSender?.LambdaArn);
        RequireWebhook("CustomSMSSender", triggers?.CustomSMSSender?.LambdaArn);
    }

    /// <summary>A function of AWS would wait for a code that only AWS's KMS can seal.</summary>
    private static void RequireWebhook(string trigger, string? arn) => AuthError.RefuseInvalid(
        arn is not null && SignedWebhook.NameIn(arn) is null,
        $"{trigger} must name a webhook (arn:hostedauth:webhook::0:name): Lambda functions get the code sealed by AWS KMS, "
            + "which this server does not have.");

    private static void CheckAcr(IReadOnlyDictionary<string, AcrLevelConfig>? levels)
    {
        AuthError.RefuseInvalid(
            levels?.Keys.Except(AcrLevels).Any() == true,
            $"AcrConfiguration may name {string.Join(", ", AcrLevels)}.");
        AuthError.RefuseInvalid(
            levels?.Values.DistinctBy(level => level.AcrValue).Count() < levels?.Count,
            "Each level of AcrConfiguration needs a value of its own.");
    }

    private static void CheckKeys(KeyConfiguration? keys)
    {
        AuthError.RefuseInvalid(
            keys?.KeyType == "CUSTOMER_MANAGED_KEY",
            "KeyType CUSTOMER_MANAGED_KEY needs AWS KMS, which this server does not have: what is secret is sealed under the "
                + "deployment's MasterKey.");
        AuthError.RefuseInvalid(keys?.KmsKeyArn is not null, "KmsKeyArn goes with KeyType CUSTOMER_MANAGED_KEY alone.");
    }

    /// <summary>Who may register clients isn't given to clients that registered themselves.</summary>
    private static void CheckRegistration(DcrConfiguration? registration) => AuthError.RefuseInvalid(
        registration?.AllowedScopes?.Contains(Scopes.Registration) == true,
        $"AllowedScopes of DcrConfiguration can not hold {Scopes.Registration}.");

    /// <summary>
    /// SMS, email and first factors that AWS can't serve without its own services; this server has means of its own.
    /// </summary>
    private static void CheckMeansOfAws(UserPoolSettings settings)
    {
        AuthError.RefuseInvalid(
            settings.MfaConfiguration is "ON" or "OPTIONAL" && settings.SmsConfiguration is null,
            "SMS configuration and Auto verification for phone_number are required when MFA is required/optional");
        AuthError.RefuseInvalid(
            settings.EmailConfiguration is { EmailSendingAccount: "DEVELOPER", SourceArn: null },
            "SourceArn is required when EmailSendingAccount is DEVELOPER.");
        AuthError.RefuseInvalid(
            settings.Policies?.SignInPolicy?.AllowedFirstAuthFactors is { Count: > 0 } factors
                && !factors.Contains(SignInPolicy.Password),
            "AllowedFirstAuthFactors must contain PASSWORD.");
        AuthError.RefuseInvalid(
            settings.AdminCreateUserConfig?.UnusedAccountValidityDays is { } unused
                && settings.Policies?.PasswordPolicy?.TemporaryPasswordValidityDays is { } temporary
                && unused != temporary,
            "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays");
    }

    private static string? Same(string member, string? one, string? other)
    {
        AuthError.RefuseInvalid(one is not null && other is not null && one != other, $"{member} was given twice with different values.");
        return one ?? other;
    }
}
