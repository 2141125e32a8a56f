using HostedAuth.Core.Errors;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.SignIn;
using HostedAuth.Server.Pages.Fields;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>
/// GET and POST /mfaSetup: answers MFA_SETUP, by setting up an authenticator app, or an address that codes go to. The secret
/// of the app stays the same when the page is loaded again: it travels, sealed, in the page's address.
/// </summary>
internal sealed class MfaSetupModel(SignInFlow flow, SignInSteps steps, AuthenticatorSetup setup) : ChallengePage(flow, steps)
{
    private const string Secret = "secret";
    private const string AppUri = "uri";
    private const string Way = "way";
    private const int LongestName = 64;
    private const int GroupLength = 4;

    private string? _name;
    private string? _address;

    public override string Name => "mfaSetup";

    public override string Title => Qr is not null ? Texts["mfaSetup.app.title"]
        : AddressInput is not null ? Texts["mfaSetup.address.title"]
        : base.Title;

    /// <summary>Where codes shall go; null unless that was chosen.</summary>
    public Field? AddressInput => Step.Parameters.GetValueOrDefault(Way) is { } way
        ? AttributeFields.Create(Pool, Texts, SecondFactors.AttributeOf(way)!, _address) with { Focus = true, Required = true }
        : null;

    /// <summary>Null while the factor is still to be chosen.</summary>
    public QrImage? Qr => AppLink is null ? null : field ??= QrImage.Of(AppLink);

    public string? AppLink => Step.Parameters.GetValueOrDefault(AppUri);

    public string SecretCode => Step.Parameters[Secret];

    /// <summary>In groups, for people who type it.</summary>
    public string SpacedSecret => string.Join(' ', SecretCode.Chunk(GroupLength).Select(group => new string(group)));

    public Field CodeInput => CodeField.Create(Texts) with { Hint = Texts["field.code.hint.app"] };

    public Field NameInput => new("name", Texts["field.appName"])
    {
        Value = _name,
        Autocomplete = "off",
        MaxLength = LongestName,
        Required = false,
        Hint = Texts["field.appName.hint"],
    };

    protected override IReadOnlyList<string> Challenges => ["MFA_SETUP"];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => !IsAsked
        ? StartAgain()
        : Qr is null && AddressInput is null && Step.Choices is [SecondFactors.SoftwareToken]
            ? await BeginAsync(cancellationToken)
            : Page();

    public async Task<IActionResult> OnPostAsync(
        [FromForm] string? answer,
        [FromForm] string? code,
        [FromForm] string? name,
        CancellationToken cancellationToken)
    {
        if (!IsAsked)
        {
            return StartAgain();
        }

        return AddressInput is { } input ? await SendAsync(input, cancellationToken)
            : Qr is not null ? await ConfirmAsync(code, name, cancellationToken)
            : await ChooseAsync(answer, cancellationToken);
    }

    public override IActionResult Refuse(AuthError error)
    {
        if (error != AuthError.SoftwareTokenNotVerified)
        {
            return base.Refuse(error);
        }

        Problems.Add(Texts["errors.appCode"], CodeField.Name);
        return Again();
    }

    private async Task<IActionResult> ChooseAsync(string? way, CancellationToken cancellationToken) => way switch
    {
        _ when !Step.Choices.Contains(way) => Again("errors.values"),
        SecondFactors.SoftwareToken => await BeginAsync(cancellationToken),
        _ => Go("/mfaSetup", Step with { Parameters = new Dictionary<string, string> { [Way] = way! } }),
    };

    private async Task<IActionResult> ConfirmAsync(string? code, string? name, CancellationToken cancellationToken)
    {
        _name = name?.Trim() is { Length: > 0 and <= LongestName } given ? given : null;
        if (!this.HasAll((CodeInput, code)))
        {
            return Again();
        }

        var session = await setup.ConfirmAsync(Step.Session!, CodeField.Read(code), _name, cancellationToken);
        return await AnswerAsync(session, new Dictionary<string, string>(), cancellationToken);
    }

    /// <summary>The code that goes there has a page of its own.</summary>
    private async Task<IActionResult> SendAsync(Field input, CancellationToken cancellationToken)
    {
        _address = AttributeFields.Read(Request.Form, [input.Name]).GetValueOrDefault(input.Name);
        return this.HasAll((input, _address))
            ? await AnswerAsync(new Dictionary<string, string> { [input.Name.ToUpperInvariant()] = _address! }, cancellationToken)
            : Again();
    }

    private async Task<IActionResult> BeginAsync(CancellationToken cancellationToken)
    {
        var offer = await setup.BeginAsync(Step.Session!, cancellationToken);
        return Go("/mfaSetup", Step with
        {
            Session = offer.Session,
            Parameters = new Dictionary<string, string> { [Secret] = offer.SecretCode.Value, [AppUri] = offer.Uri.Value },
        });
    }
}
