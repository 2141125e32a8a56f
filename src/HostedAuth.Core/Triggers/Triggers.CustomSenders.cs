using System.Text.Json.Nodes;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Triggers;

public sealed partial class Triggers
{
    /// <summary>
    /// CustomEmailSender_… and CustomSMSSender_…: the event that goes with a message into the outbox, for <see
    /// cref="CustomSender"/> to bring out; null where the pool has no such trigger. It holds the code: AWS seals it by
    /// KMS, here the webhook's signature and TLS guard it.
    /// </summary>
    /// <param name="client">The client it happens at; null for an administrator's act.</param>
    /// <param name="user">The receiver.</param>
    /// <param name="purpose">Why the message goes out.</param>
    /// <param name="channel"><c>email</c> or <c>sms</c>.</param>
    /// <param name="destination">
    /// Where to: the event's <c>email</c> or <c>phone_number</c>, though it may not be the user's yet.
    /// </param>
    /// <param name="code">The code or temporary password; null where the message brings none.</param>
    /// <param name="more">What stands among the attributes beside the user's own.</param>
    internal string? CustomSenderEvent(
        ClientSnapshot? client,
        User user,
        MessagePurpose purpose,
        string channel,
        string destination,
        Secret? code,
        IEnumerable<KeyValuePair<string, string>>? more = null)
    {
        if (Config?.CustomSenderOf(channel) is null)
        {
            return null;
        }

        var isSms = channel is Channels.Sms;
        var attributes = AttributesOf(user);
        var attribute = isSms ? "phone_number" : "email";
        if (user.Attributes.GetValueOrDefault(attribute) != destination)
        {
            attributes[attribute] = destination;
            attributes[$"{attribute}_verified"] = "false";
        }

        foreach (var (name, value) in more ?? [])
        {
            attributes[name] = value;
        }

        var request = new JsonObject
        {
            ["type"] = isSms ? "customSMSSenderRequestV1" : "customEmailSenderRequestV1",
            ["code"] = code?.Value,
            ["clientMetadata"] = Texts(_details.ClientMetadata),
            ["userAttributes"] = attributes,
        };
        var source = $"{(isSms ? "CustomSMSSender" : "CustomEmailSender")}_{NoticeOf(purpose) ?? SourceOf(purpose)}";
        return EventOf(source, client, user.Username, request, response: []).ToJsonString();
    }

    /// <summary>Messages without a code; AWS has no AccountExists.</summary>
    private static string? NoticeOf(MessagePurpose purpose) => purpose switch
    {
        MessagePurpose.RiskNotice => "AccountTakeOverNotification",
        MessagePurpose.AccountExists => "AccountExists",
        _ => null,
    };
}
