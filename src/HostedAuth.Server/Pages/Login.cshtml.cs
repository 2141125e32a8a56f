using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn;
using HostedAuth.Server.Pages.Fields;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>GET and POST /login: asks for a user name and a password.</summary>
internal sealed class LoginModel(SignInFlow flow, SignInSteps steps) : HostedPage
{
    public override string Name => "login";

    public override bool LeadsOut => true;

    public string? Username { get; private set; }

    /// <summary>The cursor waits in the first field that is empty.</summary>
    public Field UsernameInput =>
        UsernameField.ForSignIn(Pool, Texts, Username) with { Focus = string.IsNullOrEmpty(Username) };

    public Field PasswordInput => PasswordField.Current(Texts) with { Focus = !string.IsNullOrEmpty(Username) };

    /// <summary>Whether people may make accounts by themselves.</summary>
    public bool OffersSignUp => !Pool.AdminCreatesUsersOnly;

    public void OnGet() => Username = Step.Username ?? Opened.Authorization.LoginHint;

    public async Task<IActionResult> OnPostAsync(
        [FromForm] string? username,
        [FromForm] string? password,
        CancellationToken cancellationToken)
    {
        Username = username;
        if (!this.HasAll((UsernameInput, username), (PasswordInput, password)))
        {
            return Again();
        }

        var name = UsernameField.Read(Pool, username);
        var step = await flow.StartWithPasswordAsync(Opened.Client, name, new Secret(password!), cancellationToken);
        return await steps.FollowAsync(this, step, name, cancellationToken);
    }
}
