using System.Text.Json.Nodes;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Triggers;

public sealed partial class Triggers
{
    private const string CodePlace = "{####}";
    private const string NamePlace = "{username}";
    private const string LinkPlace = "{##Click Here##}";

    /// <summary>
    /// CustomMessage_…: before a message with a code, or a temporary password, is written; null where the pool's own text
    /// stays. The code itself is never shown: its place holder stands for it. Refuses with InvalidLambdaResponse a text
    /// that brings no code, or is longer than AWS allows.
    /// </summary>
    /// <param name="client">The client it happens at; null for an administrator's act.</param>
    /// <param name="user">The receiver.</param>
    /// <param name="purpose">Why the message goes out.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<CustomText?> CustomMessageAsync(
        ClientSnapshot? client,
        User user,
        MessagePurpose purpose,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (Config?.CustomMessage is not { } arn || SourceOf(purpose) is not { } source)
        {
            return null;
        }

        return await CallAsync(
            "CustomMessage",
            arn,
            $"CustomMessage_{source}",
            client,
            user.Username,
            new JsonObject
            {
                ["userAttributes"] = AttributesOf(user),
                ["codeParameter"] = CodePlace,
                ["linkParameter"] = LinkPlace,
                ["usernameParameter"] = purpose is MessagePurpose.Invitation ? NamePlace : null,
                ["clientMetadata"] = Texts(_details.ClientMetadata),
            },
            new JsonObject { ["smsMessage"] = null, ["emailMessage"] = null, ["emailSubject"] = null },
            Read,
            cancellationToken);
    }

    /// <summary>As the events name it; null for messages that bring no code.</summary>
    internal static string? SourceOf(MessagePurpose purpose) => purpose switch
    {
        MessagePurpose.SignUp => "SignUp",
        MessagePurpose.ResendCode => "ResendCode",
        MessagePurpose.ForgotPassword => "ForgotPassword",
        MessagePurpose.UpdateAttribute => "UpdateUserAttribute",
        MessagePurpose.VerifyAttribute => "VerifyUserAttribute",
        MessagePurpose.Invitation => "AdminCreateUser",
        MessagePurpose.Authentication => "Authentication",
        _ => null,
    };

    private static CustomText Read(JsonObject response) => new(
        BringingCode(response.TextAt("smsMessage"), longest: 140),
        BringingCode(response.TextAt("emailMessage"), longest: 20_000),
        response.TextAt("emailSubject") is { Length: > 0 } subject ? Within(subject, shortest: 1, longest: 140) : null);

    private static string? BringingCode(string? text, int longest)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var bringsCode = text.Contains(CodePlace, StringComparison.Ordinal)
            || (text.IndexOf("{##", StringComparison.Ordinal) is >= 0 and var start
                && text.IndexOf("##}", start + 3, StringComparison.Ordinal) > 0);
        return bringsCode ? Within(text, shortest: 6, longest) : throw AuthError.TriggerAnswerUnreadable.AsException();
    }

    private static string Within(string text, int shortest, int longest) =>
        text.EnumerateRunes().Count() is var length && length >= shortest && length <= longest
            ? text
            : throw AuthError.TriggerAnswerUnreadable.AsException();
}
