using HostedAuth.Core.AppClients;
using HostedAuth.Oidc.Authorize;

namespace HostedAuth.Server.Pages.Gate;

/// <summary>
/// The authorization request that a page is a station of. Every page carries all of it on, so that the way back to
/// <c>/oauth2/authorize</c> is never lost, whichever tab or button was used.
/// </summary>
/// <param name="Authorization">The request, proven.</param>
/// <param name="Flow">The passage of this tab: the one that came, or a new one where that was too old.</param>
/// <param name="PathBase">Where the pool's address begins.</param>
internal sealed record PageRequest(AuthorizationRequest Authorization, string Flow, PathString PathBase)
{
    /// <summary>The client, with answers that never tell users apart.</summary>
    public ClientSnapshot Client => Authorization.Client.HidingUsers;

    /// <summary>Whether a device is let in, and no app waits for an answer.</summary>
    public bool IsOfDevice => IsBeforeDevice || Authorization.ReturnPath == DeviceApprovalModel.Path;

    /// <summary>Whether somebody signs in before the device is found, and its app is not known.</summary>
    public bool IsBeforeDevice => Authorization.ReturnPath == DeviceModel.Path;

    /// <summary>The address of a page, with the request.</summary>
    /// <param name="page">Its path: <c>/login</c>.</param>
    /// <param name="step">What it must know of the step before, sealed; or null.</param>
    public string Link(string page, string? step = null)
    {
        var query = $"{Authorization.Query}&{AuthorizationFlows.Parameter}={Uri.EscapeDataString(Flow)}";
        return PathBase + page + query + (step is null ? "" : $"&{PageSteps.Parameter}={step}");
    }
}
