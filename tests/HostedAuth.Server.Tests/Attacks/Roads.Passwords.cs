using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.CognitoApi.Operations.Devices;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Attacks;

// Where the password is asked for.
internal static partial class Roads
{
    private static Dictionary<string, Road> ByPassword => new()
    {
        ["password"] = new(async (roads, at) =>
            Has(await roads.BeginAsync(at, "USER_PASSWORD_AUTH", Password))),
        ["password by an administrator"] = new(async (roads, at) => Has(await AsAdministratorAsync(
            roads, at, "ADMIN_USER_PASSWORD_AUTH", new { USERNAME = User, PASSWORD = SignInWorld.Password }))),
        ["password by choice"] = new(async (roads, at) => Has(await roads.BeginAsync(
            at, "USER_AUTH", Password, ("PREFERRED_CHALLENGE", "PASSWORD")))),
        ["SRP"] = new((roads, at) => SrpAsync(roads, at, "USER_SRP_AUTH")),
        ["SRP by choice"] = new((roads, at) => SrpAsync(roads, at, "USER_AUTH", ("PREFERRED_CHALLENGE", "PASSWORD_SRP"))),
        ["choice half way"] = new(
            async at => (await at.Roads.BeginAsync(at.App, "USER_AUTH")).ShouldSucceed(),
            async (roads, at) => Has(await roads.AnswerAsync(
                at,
                (ApiAnswer)roads.Pass,
                new Dictionary<string, string> { ["ANSWER"] = "PASSWORD", ["PASSWORD"] = SignInWorld.Password })))
        { CarriesProof = true },
        ["SRP half way"] = new(
            async at =>
            {
                var srp = new SrpClient();
                var asked = await at.Roads.BeginAsync(at.App, "USER_SRP_AUTH", ("SRP_A", srp.SrpA));
                return (Srp: srp, Asked: asked.ShouldSucceed());
            },
            async (roads, at) =>
            {
                var (srp, asked) = ((SrpClient, ApiAnswer))roads.Pass;
                return Has(await roads.AnswerAsync(at, asked, AnswerOf(roads, srp, asked)));
            })
        { CarriesProof = true },
        ["password on a device that stands in"] = new(
            async at =>
            {
                var device = TestDevice.Of(at.Roads.World, User, await at.Roads.BeginAsync(at.App, "USER_PASSWORD_AUTH", Password));
                (await device.ConfirmAsync()).ShouldSucceed();
                return device;
            },
            async (roads, at) =>
            {
                var device = (TestDevice)roads.Pass with { World = roads.World with { PoolId = at.PoolId, Client = at.Client } };
                var asked = await device.SignInAsync();
                var begun = asked.Error is null ? await device.BeginAsync(asked) : asked;
                return begun.Error is null && Has(await device.ProveAsync(begun));
            })
        { HasDevice = true },
        ["new password half way"] = new(
            async at =>
            {
                await at.Roads.ChangeUserAsync(user => user.Status = UserStatus.FORCE_CHANGE_PASSWORD);
                return (await at.Roads.BeginAsync(at.App, "USER_PASSWORD_AUTH", Password)).ShouldSucceed();
            },
            async (roads, at) => Has(await roads.AnswerAsync(
                at, (ApiAnswer)roads.Pass, "NEW_PASSWORD", SignInWorld.NewPassword)))
        {
            CarriesProof = true,
            NeverLocked = "The password was right already, and nothing is guessed any more.",
            NeverExpires = "It was good when it was given; the session lives for minutes.",
        },
    };

    private static Task<ApiAnswer> AsAdministratorAsync(RoadsToTokens roads, TestApp at, string flow, object parameters) =>
        roads.Server.CallAsync("AdminInitiateAuth", new
        {
            UserPoolId = at.PoolId,
            ClientId = at.Client.Id,
            AuthFlow = flow,
            AuthParameters = parameters,
        });

    private static async Task<bool> SrpAsync(
        RoadsToTokens roads,
        TestApp at,
        string flow,
        params (string Name, string Value)[] more)
    {
        var srp = new SrpClient();
        var asked = await roads.BeginAsync(at, flow, [("SRP_A", srp.SrpA), .. more]);
        return asked.Text("ChallengeName") is "PASSWORD_VERIFIER"
            && Has(await roads.AnswerAsync(at, asked, AnswerOf(roads, srp, asked)));
    }

    private static Dictionary<string, string> AnswerOf(RoadsToTokens roads, SrpClient srp, ApiAnswer asked) =>
        srp.Answer(asked, roads.PoolId, SignInWorld.Password, roads.Server.Clock.GetUtcNow());
}
