using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignUp;
using HostedAuth.Core.Users.Codes;
using HostedAuth.Server.Pages.Fields;
using HostedAuth.Server.Pages.Gate;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>GET and POST /signup: makes an account, with what the pool's schema asks for.</summary>
internal sealed class SignupModel(SignUps signUps, TakenAddresses takenAddresses) : HostedPage
{
    private IReadOnlyDictionary<string, string> _values = new Dictionary<string, string>();

    public override string Name => "signup";

    public string? Username { get; private set; }

    public bool IsOpen => !Pool.AdminCreatesUsersOnly;

    public Field UsernameInput => UsernameField.ForSignUp(Pool, Texts, Username) with { Focus = true };

    public IEnumerable<Field> AttributeInputs => Asked
        .Select(name => AttributeFields.Create(Pool, Texts, name, _values.GetValueOrDefault(name)));

    public Field PasswordInput => PasswordField.New(Pool, Texts, "field.password");

    private IReadOnlyList<string> Asked => AttributeFields.AtSignUp(Pool, Opened.Client);

    public override string Title => IsOpen ? base.Title : Texts["signup.closed.title"];

    public IActionResult OnGet()
    {
        Username = Opened.Authorization.LoginHint;
        return IsOpen ? Page() : Again(StatusCodes.Status403Forbidden);
    }

    public async Task<IActionResult> OnPostAsync(
        [FromForm] string? username,
        [FromForm] string? password,
        CancellationToken cancellationToken)
    {
        if (!IsOpen)
        {
            return Again(StatusCodes.Status403Forbidden);
        }

        Username = username;
        _values = AttributeFields.Read(Request.Form, Asked);
        var inputs = AttributeInputs.Select(field => (field, (string?)_values.GetValueOrDefault(field.Name)))
            .Prepend((UsernameInput, username))
            .Append((PasswordInput, password));
        return this.HasAll(inputs)
            ? await RegisterAsync(UsernameField.Read(Pool, username), new Secret(password!), cancellationToken)
            : Again();
    }

    private async Task<IActionResult> RegisterAsync(string name, Secret password, CancellationToken cancellationToken)
    {
        var registration = new Registration
        {
            Client = Opened.Client,
            Username = name,
            Password = password,
            Attributes = _values,
        };
        try
        {
            var registered = await signUps.RegisterAsync(registration, cancellationToken);
            return registered.IsConfirmed
                ? Go("/login", new PageStep { Username = name, Notice = "notice.signedUp" })
                : Answer(name, registered.Delivery, registered.UserId);
        }
        catch (AuthException refusal) when (refusal.Error.Kind is ErrorKind.UsernameExists && Pool.UsernameAttributes.Count > 0)
        {
            // An address is nobody's choice of name: whether it has an account here is its owner's to know.
            var delivery = await takenAddresses.TellOwnerAsync(registration, cancellationToken);
            return Answer(name, delivery, Guid.NewGuid().ToString());
        }
    }

    private IActionResult Answer(string name, CodeDeliveryDetails? delivery, string userId) => delivery is null
        ? Go("/login", new PageStep { Username = name, Notice = "notice.waits" })
        : Go("/confirmUser", new PageStep { Username = name, Destination = delivery.Destination, SignedUpId = userId });
}
