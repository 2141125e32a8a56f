using System.Globalization;
using System.Text;
using HostedAuth.Server.Tests.Triggers;

namespace HostedAuth.Server.Tests.SignIn;

/// <summary>Holds docs/sign-in.md true: its table is what happens when each way is walked.</summary>
public sealed class SignInPageTests(ServerWithFunctions server) : IClassFixture<ServerWithFunctions>
{
    private const string Intro =
        """
        # Sign-in

        Every way in is one walk: a flow begins it, challenges ask for what is owed, tokens end it. What is owed is decided in
        one place (`NextStep`), whatever the flow: the user is enabled, not blocked for a risk, confirmed, owes no reset and no
        new password, has given the second factor that the pool asks for, and reached the level that was demanded.

        This table is written by a test that walks each way with every trigger configured; `HOSTEDAUTH_WRITE_DOCS=1` writes it
        anew. *Is asked* lists the challenges in their order, *triggers* the functions called from the beginning to the tokens.

        | Flow | First factor | Second factor | Is asked | Triggers | `amr` | `acr` |
        |---|---|---|---|---|---|---|

        """;

    private const string Outro =
        """

        - `USER_AUTH` offers by `SELECT_CHALLENGE` what the pool's `AllowedFirstAuthFactors` and the user have in common; a
          `PREFERRED_CHALLENGE` that can't be had leads there too. With the `Session` of SignUp or ConfirmSignUp it signs in
          without a further first factor.
        - `CUSTOM_AUTH` asks what the pool's triggers say; the pool's own second factor is not added.
        - A code by message is good for its session, five tries and, by default, three minutes (`AuthSessionValidity`). Wrong
          codes wait by the schedule of passwords, counted over all sessions; by default thirty codes an hour go to one user for the first
          factor, thirty for the second.
        - `SELECT_MFA_TYPE` is asked who has several second factors and prefers none, `MFA_SETUP` who has none where the pool
          demands one. A recovery code (`RECOVERY_CODE` among the responses, whichever second factor was asked for) stands in for
          it once; a remembered device, named by `DEVICE_KEY` and proven, every time.
        - A passkey whose owner was verified counts as both factors where `FactorConfiguration` is
          `MULTI_FACTOR_WITH_USER_VERIFICATION`; else the second one follows.
        - `TARGET_ACR_VALUES` (USER_AUTH) and `acr_values` (/oauth2/authorize) demand a level, the best first: what it takes is
          asked for, and nothing below is granted. With `ACCESS_TOKEN` only what the token lacks is asked for.
        - A browser that is signed in too low is asked for the missing factor alone (`/stepUp`), unless `prompt` or `max_age` ask for
          a new sign-in. That makes its session worth more, and neither younger nor longer. Who has no factors for the level is led
          back to the app with `unmet_authentication_requirements`.

        """;

    private static readonly (string Flow, string? First, string? Second)[] Ways =
    [
        ("USER_PASSWORD_AUTH", null, null),
        ("USER_PASSWORD_AUTH", null, "NEW_PASSWORD_REQUIRED"),
        ("USER_PASSWORD_AUTH", null, "SMS_MFA"),
        ("USER_PASSWORD_AUTH", null, "EMAIL_OTP"),
        ("USER_PASSWORD_AUTH", null, "SOFTWARE_TOKEN_MFA"),
        ("USER_PASSWORD_AUTH", null, "SELECT_MFA_TYPE"),
        ("USER_PASSWORD_AUTH", null, "MFA_SETUP"),
        ("USER_PASSWORD_AUTH", null, "RECOVERY_CODE"),
        ("USER_PASSWORD_AUTH", null, "a remembered device"),
        ("ADMIN_USER_PASSWORD_AUTH", null, null),
        ("USER_SRP_AUTH", null, null),
        ("USER_SRP_AUTH", null, "SOFTWARE_TOKEN_MFA"),
        ("USER_AUTH", "SELECT_CHALLENGE", null),
        ("USER_AUTH", "PASSWORD", null),
        ("USER_AUTH", "PASSWORD_SRP", null),
        ("USER_AUTH", "EMAIL_OTP", null),
        ("USER_AUTH", "SMS_OTP", null),
        ("USER_AUTH", "WEB_AUTHN", null),
        ("USER_AUTH", "WEB_AUTHN", "SMS_MFA"),
        ("CUSTOM_AUTH", null, null),
        ("REFRESH_TOKEN_AUTH", null, null),
    ];

    [Fact]
    public async Task The_page_on_sign_in_is_true()
    {
        var page = new StringBuilder(Intro.ReplaceLineEndings("\n"));
        foreach (var (flow, first, second) in Ways)
        {
            var walk = new SignInWalk(server);
            await walk.GoAsync(flow, first, second);
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {flow} | {FirstOf(flow, first)} | {second ?? "–"} | {List(walk.Asked)} | {List(walk.Triggers)} "
                + $"| {List(walk.Amr)} | {walk.Acr ?? "–"} |\n");
        }

        RepositoryFiles.ShouldBe("docs/sign-in.md", page.Append(Outro.ReplaceLineEndings("\n")).ToString());
    }

    private static string FirstOf(string flow, string? first) => flow switch
    {
        "USER_AUTH" => first!,
        "CUSTOM_AUTH" => "the triggers' own",
        "REFRESH_TOKEN_AUTH" => "the refresh token",
        _ => "password",
    };

    private static string List(IReadOnlyList<string> names) => names.Count == 0 ? "–" : string.Join(", ", names);
}
