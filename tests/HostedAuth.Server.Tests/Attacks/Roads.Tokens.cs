using HostedAuth.Server.Tests.Oidc.Token;

namespace HostedAuth.Server.Tests.Attacks;

// What was granted before.
internal static partial class Roads
{
    private const string NoGuess = "A random value that was given out: nobody guesses it.";

    private static Dictionary<string, Road> ByGrant => new()
    {
        ["refresh"] = new(RefreshTokenAsync, async (roads, at) => Has(await roads.BeginAsync(
            at, "REFRESH_TOKEN_AUTH", ("REFRESH_TOKEN", (string)roads.Pass))))
        { CarriesProof = true, IsGranted = true, NeverLocked = NoGuess },
        ["refresh by an administrator"] = new(RefreshTokenAsync, async (roads, at) => Has(await AsAdministratorAsync(
            roads, at, "REFRESH_TOKEN_AUTH", new { REFRESH_TOKEN = roads.Pass })))
        { CarriesProof = true, IsGranted = true, NeverLocked = NoGuess },
        ["refresh by GetTokensFromRefreshToken"] = new(RefreshTokenAsync, async (roads, at) => Has(
            await roads.Server.CallPublicAsync(
                "GetTokensFromRefreshToken",
                new { ClientId = at.Client.Id, RefreshToken = roads.Pass })))
        { CarriesProof = true, IsGranted = true, NeverLocked = NoGuess },
        ["refresh at the token endpoint"] = new(RefreshTokenAsync, async (roads, at) =>
            Has(await at.RefreshAsync((string)roads.Pass)))
        { CarriesProof = true, IsGranted = true, NeverLocked = NoGuess },
        ["code"] = new(
            async at =>
            {
                var behind = await at.App.SignInAsync(User);
                return (await at.App.AuthorizeAsync(at.App.Query(), behind)).Parameter("code").ShouldNotBeNull();
            },
            async (roads, at) => Has(await at.ExchangeAsync((string)roads.Pass)))
        { CarriesProof = true, IsGranted = true, NeverLocked = NoGuess },
        ["word of a trusted issuer"] = new(
            async at =>
            {
                var partner = await BearerWorld.OfAppAsync(at.Roads.Server, at.App);
                return partner.Sign(("sub", User));
            },
            async (roads, at) => Has(await BearerWorld.BringAsync(at, (string)roads.Pass)))
        {
            CarriesProof = true,
            NeverLocked = "It is the partner's signature that is asked for: nobody guesses it.",
        },
        ["session of the browser"] = new(
            async at => await at.App.SignInAsync(User),
            async (roads, at) => (await at.AuthorizeAsync(at.Query(), (string)roads.Pass)).Parameter("code") is not null)
        { NeverLocked = NoGuess },
    };

    private static async Task<object> RefreshTokenAsync(Preparation at) =>
        (await at.Roads.BeginAsync(at.App, "USER_PASSWORD_AUTH", Password))
            .Text("AuthenticationResult.RefreshToken").ShouldNotBeNull();
}
