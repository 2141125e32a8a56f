using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>Every road to a token. Adding a road adds a line.</summary>
internal static partial class Roads
{
    /// <summary>What closes every road that doesn't say why not.</summary>
    public static readonly IReadOnlyList<string> States =
    [
        "disabled", "unconfirmed", "reset required", "deleted", "locked", "temporary password expired", "another client",
        "another pool",
    ];

    public static IReadOnlyDictionary<string, Road> All { get; } = new Dictionary<string, Road>(
        [.. ByPassword, .. ByOtherFactors, .. BySecondFactors, .. ByPages, .. ByGrant]);

    private const string User = RoadsToTokens.User;

    private static (string Name, string Value) Password => ("PASSWORD", SignInWorld.Password);

    private static bool Has(ApiAnswer answer) => answer.Text("AuthenticationResult.AccessToken") is not null;

    private static bool Has(Answer answer) => answer.Text("access_token") is not null;

    /// <summary>Answers wrongly as often as it is heard, in sign-ins of its own.</summary>
    private static async Task GuessAsync(
        RoadsToTokens roads,
        Func<Task<ApiAnswer>> beginAsync,
        string response,
        string wrong)
    {
        for (var i = 0; i < 10; i += 5)
        {
            var asked = (await beginAsync()).ShouldSucceed();
            for (var j = 0; j < 5; j++)
            {
                (await roads.AnswerAsync(roads.App, asked, response, wrong)).Error.ShouldNotBeNull();
            }
        }
    }
}
