using System.Collections.Frozen;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;

namespace HostedAuth.CognitoApi.Operations.SignIn;

/// <summary>Which AuthFlow a client may begin with, by which of the two operations.</summary>
internal static class AuthFlowRules
{
    private const string Generic = "Auth flow not enabled for this client";

    private static readonly FrozenDictionary<string, Rule> Rules = new Dictionary<string, Rule>
    {
        ["USER_PASSWORD_AUTH"] = new(
            AuthFlow.UserPassword, Audience.User, "USER_PASSWORD_AUTH flow not enabled for this client"),
        ["ADMIN_USER_PASSWORD_AUTH"] = new(AuthFlow.AdminUserPassword, Audience.Administrator, Generic),
        ["ADMIN_NO_SRP_AUTH"] = new(AuthFlow.AdminUserPassword, Audience.Administrator, Generic),
        ["USER_SRP_AUTH"] = new(AuthFlow.UserSrp, Audience.Anyone, "USER_SRP_AUTH is not enabled for the client."),
        ["CUSTOM_AUTH"] = new(AuthFlow.Custom, Audience.Anyone, "CUSTOM_AUTH is not enabled for the client."),
        ["USER_AUTH"] = new(AuthFlow.UserAuth, Audience.Anyone, "USER_AUTH flow not enabled for this client"),
        ["REFRESH_TOKEN_AUTH"] = new(AuthFlow.Refresh, Audience.Anyone, Generic),
        ["REFRESH_TOKEN"] = new(AuthFlow.Refresh, Audience.Anyone, Generic),
    }.ToFrozenDictionary();

    /// <summary>Who a flow is for.</summary>
    private enum Audience
    {
        User,
        Administrator,
        Anyone,
    }

    /// <summary>Refuses with InvalidParameter a flow that is the other operation's, or that the client may not use.</summary>
    public static void Require(ClientSnapshot client, string authFlow, bool byAdministrator)
    {
        var rule = Rules[authFlow];
        var other = byAdministrator ? Audience.User : Audience.Administrator;
        if (rule.For == other)
        {
            throw AuthError.InvalidParameter("Initiate Auth method not supported").AsException();
        }

        if (!client.AuthFlows.Contains(rule.Setting))
        {
            throw AuthError.InvalidParameter(rule.NotEnabled).AsException();
        }
    }

    /// <param name="Setting">The value of ExplicitAuthFlows that turns it on.</param>
    /// <param name="For">Whose operation has it.</param>
    /// <param name="NotEnabled">The text of its refusal.</param>
    private sealed record Rule(string Setting, Audience For, string NotEnabled);
}
