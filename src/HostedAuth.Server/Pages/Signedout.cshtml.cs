namespace HostedAuth.Server.Pages;

/// <summary>GET /signedout: where a sign-out ends that leads to no app.</summary>
internal sealed class SignedoutModel : HostedPage
{
    public override string Name => "signedOut";

    public override bool NeedsRequest => false;

    public override string App => Pool.Pool.Name;
}
