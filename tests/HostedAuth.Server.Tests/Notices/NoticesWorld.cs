using HostedAuth.Core.Delivery;
using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.CognitoApi.Operations.Mfa;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Notices;

/// <summary>A pool that tells people what was changed in their accounts, and alice, whose address is proven.</summary>
internal sealed record NoticesWorld(MfaWorld Mfa, string Email, string Token)
{
    public static Dictionary<string, string> Tags => new() { ["hostedauth:notices"] = "on" };

    public HostedAuthServer Server => Mfa.Server;

    public string PoolId => Mfa.SignIn.PoolId;

    public static async Task<NoticesWorld> CreateAsync(
        HostedAuthServer server,
        string mfa = "OPTIONAL",
        object? pool = null,
        bool byEmail = false,
        params (string Name, string Value)[] attributes)
    {
        var world = await MfaWorld.CreateAsync(server, mfa, pool ?? new { UserPoolTags = Tags });
        var email = People.NewEmail();
        var name = byEmail ? email : "alice";
        await world.SignIn.AddUserAsync(name, attributes: [("email", email), ("email_verified", "true"), .. attributes]);
        return new NoticesWorld(world, email, mfa is "ON" ? "" : await world.TokenOfAsync(name));
    }

    /// <summary>What notices to the address say, the oldest first; waits until all of the pool's messages are out.</summary>
    public async Task<IReadOnlyList<MailboxMessage>> ToldAsync(string? address = null)
    {
        await Eventually.HoldsAsync(
            () => Server.InPoolAsync(PoolId, services =>
                services.GetRequiredService<HostedAuthDbContext>().Outbox.AllAsync(row => row.DeliveredAt != null)),
            "Messages should leave the outbox.");
        var mails = Server.Services.GetRequiredService<Mailbox>().List(address ?? Email, after: null);
        return [.. mails.Where(mail => mail.Code is null).Reverse()];
    }

    /// <summary>Of each notice to the address, the sentences that tell what was changed.</summary>
    public async Task<IReadOnlyList<string>> ChangesAsync(string? address = null) =>
        [.. (await ToldAsync(address)).Select(mail => mail.Text.Split("\n\n")[1].ReplaceLineEndings(" "))];

    /// <summary>How many notices the pool wrote, to whomever.</summary>
    public Task<int> CountAsync() => Server.InPoolAsync(PoolId, services => services.GetRequiredService<HostedAuthDbContext>()
        .Outbox.CountAsync(row => row.Purpose == MessagePurpose.SecurityNotice));

    /// <summary>Calls as alice.</summary>
    public async Task DoAsync(string operation, Dictionary<string, object?> members, string? token = null) =>
        (await TryAsync(operation, members, token)).ShouldSucceed();

    public Task<ApiAnswer> TryAsync(string operation, Dictionary<string, object?> members, string? token = null) =>
        Server.CallPublicAsync(operation, new Dictionary<string, object?>(members) { ["AccessToken"] = token ?? Token });

    /// <summary>Calls as an administrator, about alice.</summary>
    public async Task AdministerAsync(string operation, Dictionary<string, object?> members) =>
        (await Server.CallAsync(operation, new Dictionary<string, object?>(members)
        {
            ["UserPoolId"] = PoolId,
            ["Username"] = "alice",
        })).ShouldSucceed();

    public Task ChangePasswordAsync() => DoAsync("ChangePassword", new()
    {
        ["PreviousPassword"] = SignInWorld.Password,
        ["ProposedPassword"] = SignInWorld.NewPassword,
    });

    public static object[] Attributes(params (string Name, string Value)[] attributes) =>
        [.. attributes.Select(attribute => new { attribute.Name, attribute.Value })];
}
