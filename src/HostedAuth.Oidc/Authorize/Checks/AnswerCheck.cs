using HostedAuth.Core.AppClients;
using HostedAuth.Oidc.Authorize.ResponseModes;

namespace HostedAuth.Oidc.Authorize.Checks;

/// <summary>
/// How the client hears of it, whatever comes next: in the mode asked for, or where that is none, as its response type has
/// it. Refuses nothing.
/// </summary>
internal sealed class AnswerCheck : IAuthorizeCheck
{
    public AuthorizationRequest Apply(AuthorizationRequest request)
    {
        var type = request.Parameters.FindSingle("response_type") is { } text ? ResponseType.Find(text) : null;
        var mode = request.Parameters.FindSingle("response_mode") is { } name ? ResponseMode.Find(name, type) : null;
        return request with { ResponseMode = mode ?? ResponseMode.DefaultOf(type) };
    }
}
