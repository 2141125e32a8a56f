using HostedAuth.Core.Errors;

namespace HostedAuth.Server.Tests.Tokens;

/// <summary>Expects a refusal of the core.</summary>
internal static class Refusal
{
    public static async Task ShouldBeRefusedAsync(this Task act, AuthError error)
    {
        var refusal = await Should.ThrowAsync<AuthException>(() => act);
        refusal.Error.ShouldBe(error);
    }
}
