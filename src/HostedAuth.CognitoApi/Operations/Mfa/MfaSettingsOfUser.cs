using HostedAuth.Core.Errors;
using HostedAuth.Core.Mfa;

namespace HostedAuth.CognitoApi.Operations.Mfa;

/// <summary>What becomes of a second factor (SMSMfaSettingsType and its like); what is absent is false, as on AWS.</summary>
public sealed record FactorSettings(bool? Enabled, bool? PreferredMfa);

/// <summary>The settings that SetUserMFAPreference and its admin form share.</summary>
internal interface IFactorSettings
{
    FactorSettings? SMSMfaSettings { get; }

    FactorSettings? SoftwareTokenMfaSettings { get; }

    FactorSettings? EmailMfaSettings { get; }

    FactorSettings? WebAuthnMfaSettings { get; }
}

/// <summary>Reads them.</summary>
internal static class MfaSettingsOfUser
{
    /// <summary>By factor; those that are absent stay as they are.</summary>
    public static IReadOnlyDictionary<string, FactorChoice> ToChoices(this IFactorSettings settings) =>
        new (string Factor, FactorSettings? Given)[]
        {
            (SecondFactors.Sms, settings.SMSMfaSettings),
            (SecondFactors.SoftwareToken, settings.SoftwareTokenMfaSettings),
            (SecondFactors.Email, settings.EmailMfaSettings),
            (SecondFactors.Passkey, settings.WebAuthnMfaSettings),
        }
        .Where(setting => setting.Given is not null)
        .ToDictionary(
            setting => setting.Factor,
            setting => new FactorChoice(setting.Given!.Enabled == true, setting.Given.PreferredMfa == true));

    /// <summary>The legacy options: codes by text or nothing. Authenticator apps and mails stay as they are.</summary>
    public static IReadOnlyDictionary<string, FactorChoice> ToChoices(this IReadOnlyList<MFAOptionType> options)
    {
        AuthError.RefuseInvalid(
            options.Any(option => option is not { DeliveryMedium: "SMS", AttributeName: "phone_number" }),
            "MFAOptions can hold DeliveryMedium SMS with AttributeName phone_number only.");
        return new Dictionary<string, FactorChoice>
        {
            [SecondFactors.Sms] = new(IsEnabled: options.Count > 0, IsPreferred: false),
        };
    }
}
