using System.Net.Mail;
using HostedAuth.Core.Deployment;

namespace HostedAuth.Server.Hosting;

/// <summary>The rules for the ways that messages go out by.</summary>
internal static class DeliveryRules
{
    /// <exception cref="SettingsException">A rule is broken.</exception>
    public static void Check(Settings settings)
    {
        Require(
            MailAddress.TryCreate(settings.Email.From, out _),
            "The setting Email:From must be an address such as no-reply@example.com.");
        Require(
            settings.Ses.AccessKeyId is "" == settings.Ses.SecretAccessKey is "",
            "The settings Ses:AccessKeyId and Ses:SecretAccessKey are set together or not at all.");
        Require(
            settings.Sns.AccessKeyId is "" == settings.Sns.SecretAccessKey is "",
            "The settings Sns:AccessKeyId and Sns:SecretAccessKey are set together or not at all.");
        Require(
            settings.Twilio is { AccountSid: "", AuthToken: "", From: "" } or { AccountSid: not "", AuthToken: not "", From: not "" },
            "The settings Twilio:AccountSid, Twilio:AuthToken and Twilio:From are set together or not at all.");
        CheckChoices(settings);
        CheckEndpoints(settings);
    }

    private static void CheckChoices(Settings settings)
    {
        Require(
            settings.Email.Provider is not "Ses" || settings.Ses.AccessKeyId is not "",
            "The setting Email:Provider is Ses, which needs Ses:AccessKeyId and Ses:SecretAccessKey.");
        Require(
            settings.Sms.Provider is not "Sns" || settings.Sns.AccessKeyId is not "",
            "The setting Sms:Provider is Sns, which needs Sns:AccessKeyId and Sns:SecretAccessKey.");
        Require(
            settings.Sms.Provider is not "Twilio" || settings.Twilio.AccountSid is not "",
            "The setting Sms:Provider is Twilio, which needs Twilio:AccountSid, Twilio:AuthToken and Twilio:From.");
        Require(
            settings.Email.Provider is not "Webhook" || settings.Webhooks.ContainsKey(settings.Email.Webhook),
            "The setting Email:Provider is Webhook, so Email:Webhook must be the name of one of Webhooks.");
        Require(
            settings.Sms.Provider is not "Webhook" || settings.Webhooks.ContainsKey(settings.Sms.Webhook),
            "The setting Sms:Provider is Webhook, so Sms:Webhook must be the name of one of Webhooks.");
    }

    private static void CheckEndpoints(Settings settings)
    {
        Require(settings.Twilio.Endpoint is not "", "The setting Twilio:Endpoint must be an address such as https://example.com.");
        foreach (var (name, endpoint) in new[]
        {
            ("Ses", settings.Ses.Endpoint),
            ("Sns", settings.Sns.Endpoint),
            ("Twilio", settings.Twilio.Endpoint),
        })
        {
            OutboundRules.CheckAddress(settings, $"{name}:Endpoint", endpoint, "https://example.com");
        }
    }

    private static void Require(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new SettingsException(sentence);
        }
    }
}
