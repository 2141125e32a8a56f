using System.Text.RegularExpressions;
using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Account;

/// <summary>
/// Forgotten passwords and confirmations tell nobody by text, status or work whether there is a user of the name. Runs alone,
/// since it counts.
/// </summary>
[Collection(nameof(Alone))]
public sealed partial class AccountEqualWorkTests(UserExistenceTests.CountingServer server)
    : IClassFixture<UserExistenceTests.CountingServer>
{
    [Theory]
    [InlineData("ForgotPassword", UserStatus.CONFIRMED)]
    [InlineData("ForgotPassword", UserStatus.UNCONFIRMED)]
    [InlineData("ConfirmForgotPassword", UserStatus.CONFIRMED)]
    [InlineData("ConfirmForgotPassword", UserStatus.UNCONFIRMED)]
    [InlineData("ResendConfirmationCode", UserStatus.UNCONFIRMED)]
    [InlineData("ConfirmSignUp", UserStatus.UNCONFIRMED)]
    public async Task An_unknown_name_is_answered_like_a_users_until_it_is_limited(string operation, UserStatus status)
    {
        var clientId = await JoinAsync(status);

        // Past every limit on codes and on guesses.
        for (var i = 0; i < 12; i++)
        {
            await CompareAsync(name => server.CallPublicAsync(operation, RequestOf(operation, clientId, name)));
        }
    }

    [Theory]
    [InlineData("ConfirmForgotPassword", "ForgotPassword", UserStatus.CONFIRMED)]
    [InlineData("ConfirmSignUp", "ResendConfirmationCode", UserStatus.UNCONFIRMED)]
    public async Task So_is_a_wrong_code_once_one_was_sent(string operation, string send, UserStatus status)
    {
        var clientId = await JoinAsync(status);
        await CompareAsync(name => server.CallPublicAsync(send, RequestOf(send, clientId, name)));

        for (var i = 0; i < 7; i++)
        {
            await CompareAsync(name => server.CallPublicAsync(operation, RequestOf(operation, clientId, name)));
        }
    }

    private static Dictionary<string, string> RequestOf(string operation, string clientId, string name)
    {
        var request = new Dictionary<string, string> { ["ClientId"] = clientId, ["Username"] = name };
        if (operation.StartsWith("Confirm", StringComparison.Ordinal))
        {
            request["ConfirmationCode"] = "000000";
        }

        if (operation is "ConfirmForgotPassword")
        {
            request["Password"] = "Another-horse-8";
        }

        return request;
    }

    private async Task<string> JoinAsync(UserStatus status)
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync(
            new { AutoVerifiedAttributes = new[] { "email" }, UserPoolAddOns = new { AdvancedSecurityMode = "AUDIT" } },
            new { PreventUserExistenceErrors = "ENABLED" });
        await server.JoinAsync(clientId, "alice", People.NewEmail());
        await server.ChangeUserAsync(poolId, "alice", user =>
        {
            user.Status = status;
            if (status is UserStatus.UNCONFIRMED)
            {
                user.Attributes = user.Attributes.Where(pair => pair.Key is not "email_verified").ToDictionary();
            }
        });
        if (status is UserStatus.UNCONFIRMED)
        {
            // Whoever signed up has a code: sending another one changes its row, where the first one makes it.
            await server.ResendAsync(clientId, "alice");
            await server.ResendAsync(clientId, "nobody");
        }

        return clientId;
    }

    private async Task CompareAsync(Func<string, Task<ApiAnswer>> act)
    {
        var (known, unknown) = await new CostMeter(server).CompareAsync("alice", "nobody", act);

        unknown.Answer.Status.ShouldBe(known.Answer.Status);
        Mask().Replace(unknown.Answer.Body, "masked").ShouldBe(Mask().Replace(known.Answer.Body, "masked"));
    }

    [GeneratedRegex("[a-z]\\*\\*\\*@[a-z]\\*\\*\\*")]
    private static partial Regex Mask();
}
