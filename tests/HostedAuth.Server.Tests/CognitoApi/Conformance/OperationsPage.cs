using System.Globalization;
using System.Text;
using HostedAuth.CognitoApi.Protocol.Contract;

namespace HostedAuth.Server.Tests.CognitoApi.Conformance;

/// <summary>Writes docs/operations.md: every operation of the contract, whether it is built, where it differs.</summary>
internal static class OperationsPage
{
    private static readonly Dictionary<string, string> Differences = new()
    {
        ["CreateUserPool"] = "The pool is made in the region that signed the call. Names are compared without case unless the pool says otherwise.",
        ["CreateUserPoolClient"] = "The flow `authorization_code` is taken as `code`; without ExplicitAuthFlows, USER_PASSWORD_AUTH is allowed too.",
        ["CreateUserPoolDomain"] = "For a prefix, CloudFrontDomain is answered too and holds the prefix.",
        ["UpdateUserPoolClient"] = "The flow `authorization_code` is taken as `code`.",
        ["ChangePassword"] = "Ends the user's other sessions.",
        ["ConfirmForgotPassword"] = "Ends the user's sessions.",
        ["AdminSetUserPassword"] = "Ends the user's sessions.",
    };

    private static readonly Dictionary<string, string> Beyond = new()
    {
        ["ListMessageDeliveries"] = "Lists the messages of a pool or of one user, newest first: where they went, by whom, or why not. See [delivery.md](delivery.md).",
        ["DeleteSoftwareToken"] = "Removes one of the caller's authenticator apps. See [mfa.md](mfa.md).",
        ["ListSoftwareTokens"] = "Tells the caller their authenticator apps: id, name, since when.",
        ["ListTriggerCalls"] = "Lists the last calls of a pool's triggers, a hundred that failed and can be replayed, and a hundred others: when, where to, how long, what came of it. See [triggers.md](triggers.md).",
        ["ReplayTriggerCall"] = "Sends the event of a listed call once more, where that is safe.",
        ["GetUserPoolClientMetadata"] = "Tells what an app client is beyond Cognito's settings, in the names of RFC 7591. See [clients.md](clients.md).",
        ["SetUserPoolClientMetadata"] = "Sets it: authentication by keys, further grant and response types, signed answers, logout addresses, consent.",
        ["GetUserPoolOAuthConfiguration"] = "Tells what a pool's tokens and OAuth endpoints do beyond Cognito's settings. See [clients.md](clients.md).",
        ["SetUserPoolOAuthConfiguration"] = "Sets it: the algorithm of tokens, how often keys change, whether authorization requests must be pushed.",
        ["RotateUserPoolSigningKeys"] = "Lets the pool's next keys sign from now on, once verifiers know them; or, with `Compromised`, replaces all keys at once. See [tokens.md](tokens.md).",
        ["AdminListUserConsents"] = "Lists what a user has allowed which clients. See [consent-and-devices.md](consent-and-devices.md).",
        ["AdminRevokeUserConsent"] = "Takes back what a user has allowed a client, and ends its sessions and codes.",
        ["RegenerateRecoveryCodes"] = "Gives the caller ten recovery codes, each good once in place of a second factor; those given before are void. See [mfa.md](mfa.md).",
    };

    public static string Write(IReadOnlySet<string> built)
    {
        var all = ApiContract.UserPools.Operations.Values.OrderBy(o => o.Name, StringComparer.Ordinal).ToList();
        var operations = all.Where(o => !o.IsBeyond).ToList();
        var page = new StringBuilder();
        page.Append(
            CultureInfo.InvariantCulture,
            $"""
            # Operations of the API

            Of the {operations.Count} operations of Amazon Cognito user pools, {operations.Count(o => built.Contains(o.Name))} are built. The others answer `UnknownOperationException`.
            A pool tagged `hostedauth:strict` = `true` answers without the differences listed here.
            Tests hold this page true; `HOSTEDAUTH_WRITE_DOCS=1` writes it anew.

            | Operation | Caller proves itself by | Status | Differences |
            |---|---|---|---|

            """);
        foreach (var operation in operations)
        {
            var status = built.Contains(operation.Name) ? "built" : "not yet";
            var difference = Differences.GetValueOrDefault(operation.Name, "");
            page.Append(CultureInfo.InvariantCulture, $"| {operation.Name} | {Proof(operation.Access)} | {status} | {difference} |\n");
        }

        page.Append("\nBeyond Amazon Cognito, by the same protocol, signatures and policies:\n\n");
        page.Append("| Operation | Caller proves itself by | What it does |\n|---|---|---|\n");
        foreach (var operation in all.Where(o => o.IsBeyond))
        {
            page.Append(CultureInfo.InvariantCulture, $"| {operation.Name} | {Proof(operation.Access)} | {Beyond[operation.Name]} |\n");
        }

        return page.ToString();
    }

    private static string Proof(Access access) => access switch
    {
        Access.Iam => "signature",
        Access.AccessToken => "access token",
        Access.AccessTokenOrSession => "access token or session",
        _ => "nothing",
    };
}
