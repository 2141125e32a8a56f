using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Oidc.Authorize;
using HostedAuth.Server.Pages.Fields;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>GET and POST /login: asks for a user name and a password, or for a passkey that says whose it is.</summary>
internal sealed class LoginModel(
    SignInFlow flow,
    PasskeyOffers offers,
    SignInSteps steps,
    BrowserNeeds browser) : HostedPage
{
    /// <summary>The notice to who comes from a step that is spent, or too old.</summary>
    public const string StepExpired = "errors.stepExpired";

    private static readonly Dictionary<string, string> Nothing = [];

    private bool _isByPasskey;

    public override string Name => "login";

    public override bool LeadsOut => true;

    public override bool HasProven => _isByPasskey || !AsksNameOnly;

    public string? Username { get; private set; }

    /// <summary>The cursor waits in the first field that is empty.</summary>
    public Field UsernameInput =>
        UsernameField.ForSignIn(Pool, Texts, Username) with { Focus = string.IsNullOrEmpty(Username) };

    /// <summary>Whether the password, if it comes to that, has a page of its own.</summary>
    public bool AsksNameOnly => IsCustom || Ways.AreChosen(Pool, Opened.Client);

    private bool IsCustom => Ways.AreCustom(Pool, Opened.Client);

    public Field PasswordInput => PasswordField.Current(Texts) with { Focus = !string.IsNullOrEmpty(Username) };

    /// <summary>Whether people may make accounts by themselves.</summary>
    public bool OffersSignUp => !Pool.AdminCreatesUsersOnly;

    /// <summary>The form for a passkey; null where the pool has none that are good at this address.</summary>
    public async Task<PasskeyForm?> OfferPasskeyAsync() =>
        Ways.AreOpen(Pool, Opened.Client) && await offers.MakeAsync(Opened.Client, Origin) is { } offer
        ? new PasskeyForm(this, "get", offer.OptionsJson, Texts["login.passkey"])
        {
            Session = offer.Session,
            Autofill = true,
            Quiet = true,
        }
        : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        // A step that was sent twice, or from two tabs, or once more by the back button: it led to a sign-in already.
        if (Step.Notice is StepExpired
            && await browser.FindAsync(this, cancellationToken) is { Need: SignInNeed.None })
        {
            return Return();
        }

        Username = Step.Username ?? Opened.Authorization.LoginHint;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        [FromForm] string? username,
        [FromForm] string? password,
        [FromForm] string? session,
        [FromForm] string? credential,
        CancellationToken cancellationToken)
    {
        if (session is not null)
        {
            _isByPasskey = true;
            var outcome = await offers.AnswerAsync(Opened.Client, session, credential ?? "", cancellationToken);
            return await steps.FollowAsync(this, outcome, username: null, cancellationToken);
        }

        Username = username;
        if (!this.HasAll(AsksNameOnly ? [(UsernameInput, username)] : [(UsernameInput, username), (PasswordInput, password)]))
        {
            return Again();
        }

        var name = UsernameField.Read(Pool, username);
        var step = IsCustom ? await flow.StartAsync(Opened.Client, name, CustomStart.ChallengeName, Nothing, cancellationToken)
            : AsksNameOnly ? await ChooseAsync(name, cancellationToken)
            : await flow.StartWithPasswordAsync(Opened.Client, name, new Secret(password!), cancellationToken);
        return await steps.FollowAsync(this, step, name, cancellationToken);
    }

    /// <summary>Nobody is asked to choose where there is one way.</summary>
    private async Task<SignInStep> ChooseAsync(string name, CancellationToken cancellationToken)
    {
        var step = await flow.StartByChoiceAsync(
            Opened.Client,
            name,
            Ways.OnlyOne(Pool),
            Nothing,
            cancellationToken);
        return step is SignInStep.Challenge { Name: SelectChallenge.ChallengeName } challenge && Ways.Of(challenge) is [var only]
            ? await flow.AnswerAsync(
                Opened.Client,
                challenge.Name,
                challenge.Session,
                new Dictionary<string, string> { [ChallengeResponses.Answer] = only },
                cancellationToken)
            : step;
    }

    /// <summary>Why a passkey was refused is nothing that a person could mend.</summary>
    public override IActionResult Refuse(AuthError error) =>
        _isByPasskey && error.Kind is ErrorKind.NotAuthorized or ErrorKind.InvalidParameter
            ? Again("errors.passkey")
            : base.Refuse(error);
}
