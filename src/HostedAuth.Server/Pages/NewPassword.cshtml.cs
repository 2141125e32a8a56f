using HostedAuth.Core.Errors;
using HostedAuth.Core.SignIn;
using HostedAuth.Server.Pages.Fields;
using HostedAuth.Server.Pages.Gate;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>
/// GET and POST /newPassword: answers NEW_PASSWORD_REQUIRED, with a password of one's own and the required attributes that
/// the account lacks.
/// </summary>
internal sealed class NewPasswordModel(SignInFlow flow, SignInSteps steps) : HostedPage
{
    private const string ChallengeName = "NEW_PASSWORD_REQUIRED";

    private IReadOnlyDictionary<string, string> _values = new Dictionary<string, string>();

    public override string Name => "newPassword";

    public override bool LeadsOut => true;

    public Field UsernameInput => UsernameField.Known(Pool, Texts, Step.Username);

    public Field PasswordInput => PasswordField.New(Pool, Texts, "field.newPassword") with { Focus = true };

    public IEnumerable<Field> AttributeInputs => AttributeFields.InOrder(Step.Attributes)
        .Select(name => AttributeFields.Create(Pool, Texts, name, _values.GetValueOrDefault(name)) with { Required = true });

    public IActionResult OnGet() => Step.Session is null ? StartAgain() : Page();

    public async Task<IActionResult> OnPostAsync([FromForm] string? password, CancellationToken cancellationToken)
    {
        if (Step.Session is not { } session)
        {
            return StartAgain();
        }

        _values = AttributeFields.Read(Request.Form, Step.Attributes);
        var inputs = AttributeInputs.Select(field => (field, (string?)_values.GetValueOrDefault(field.Name)))
            .Prepend((PasswordInput, password));
        if (!this.HasAll(inputs))
        {
            return Again();
        }

        var responses = _values.ToDictionary(pair => $"userAttributes.{pair.Key}", pair => pair.Value);
        responses["USERNAME"] = Step.Username!;
        responses["NEW_PASSWORD"] = password!;
        var step = await flow.AnswerAsync(Opened.Client, ChallengeName, session, responses, cancellationToken);
        return await steps.FollowAsync(this, step, Step.Username!, cancellationToken);
    }

    /// <summary>An attempt that is spent or too old begins anew.</summary>
    public override IActionResult Refuse(AuthError error) =>
        error.Kind is ErrorKind.NotAuthorized ? StartAgain() : base.Refuse(error);

    private IActionResult StartAgain() =>
        Go("/login", new PageStep { Username = Step.Username, Notice = "errors.stepExpired" });
}
