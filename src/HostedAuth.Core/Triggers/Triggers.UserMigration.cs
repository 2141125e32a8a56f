using System.Text.Json.Nodes;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.Triggers;

public sealed partial class Triggers
{
    /// <summary>Whether unknown names may be known elsewhere.</summary>
    public bool MigratesUsers => Config?.UserMigration is not null;

    /// <summary>
    /// UserMigration_Authentication with a password, UserMigration_ForgotPassword without: who has the name elsewhere; null
    /// where the trigger names nobody. Call it only where there is such a trigger.
    /// </summary>
    internal async Task<MigratedUser?> MigrateUserAsync(
        ClientSnapshot client,
        string username,
        Secret? password,
        CancellationToken cancellationToken)
    {
        var request = new JsonObject();
        if (password is { } given)
        {
            request["password"] = given.Value;
        }

        request["validationData"] = Texts(_details.ValidationData);
        request["clientMetadata"] = Texts(_details.ClientMetadata);
        return await CallAsync(
            "UserMigration",
            Config!.UserMigration!,
            password is null ? "UserMigration_ForgotPassword" : "UserMigration_Authentication",
            client,
            username,
            request,
            new JsonObject
            {
                ["userAttributes"] = null,
                ["forceAliasCreation"] = null,
                ["enableSMSMFA"] = null,
                ["finalUserStatus"] = null,
                ["messageAction"] = null,
                ["desiredDeliveryMediums"] = null,
            },
            response => response.MapAt("userAttributes") is { Count: > 0 } attributes ? Read(response, attributes) : null,
            cancellationToken);
    }

    private static MigratedUser Read(JsonObject response, IReadOnlyDictionary<string, string> attributes)
    {
        var isReadable = response.TextAt("finalUserStatus") is null or "" or "CONFIRMED" or "RESET_REQUIRED"
            && response.TextAt("messageAction") is null or "" or "SUPPRESS" or "RESEND"
            && response.TextsAt("desiredDeliveryMediums").All(medium => medium is "SMS" or "EMAIL");
        return isReadable
            ? new MigratedUser
            {
                Username = attributes.GetValueOrDefault("username"),
                Attributes = attributes.Where(attribute => attribute.Key != "username").ToDictionary(),
                IsConfirmed = response.TextAt("finalUserStatus") == "CONFIRMED",
                ForcesAlias = response.FlagAt("forceAliasCreation"),
                EnablesSms = response.FlagAt("enableSMSMFA"),
            }
            : throw AuthError.TriggerAnswerUnreadable.AsException();
    }
}

/// <summary>Somebody whom UserMigration knows.</summary>
internal sealed record MigratedUser
{
    /// <summary>The user name, where it is not the name typed.</summary>
    public string? Username { get; init; }

    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>CONFIRMED; else RESET_REQUIRED.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>Whether a verified address is taken from who has it as an alias.</summary>
    public bool ForcesAlias { get; init; }

    /// <summary>Whether the phone number becomes an active second factor.</summary>
    public bool EnablesSms { get; init; }
}
