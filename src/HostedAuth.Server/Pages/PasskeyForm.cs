using HostedAuth.Server.Pages.Fields;

namespace HostedAuth.Server.Pages;

/// <summary>The form that script fills in with what an authenticator said.</summary>
/// <param name="Page">The page it stands on, which takes the answer.</param>
/// <param name="Use"><c>get</c> or <c>create</c>, of navigator.credentials.</param>
/// <param name="OptionsJson">The question.</param>
/// <param name="Label">What stands on the button.</param>
internal sealed record PasskeyForm(HostedPage Page, string Use, string OptionsJson, string Label)
{
    /// <summary>What is sent back with the answer.</summary>
    public string? Session { get; init; }

    /// <summary>Whether the browser may offer passkeys in the field for the user name, before the button is pressed.</summary>
    public bool Autofill { get; init; }

    /// <summary>Whether the page has another way that comes first.</summary>
    public bool Quiet { get; init; }

    /// <summary>What the passkey will be called; where one is made.</summary>
    public Field? NameInput { get; init; }

    /// <summary>What a browser that knows no passkeys says; null where the page has other ways.</summary>
    public string? Missing { get; init; }
}
