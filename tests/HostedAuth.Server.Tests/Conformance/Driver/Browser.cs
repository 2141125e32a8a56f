using HostedAuth.Server.Tests.Attacks;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Conformance.Driver;

/// <summary>Alice at a browser that has cookies and no script; it goes where it is sent until a page or the client comes.</summary>
internal sealed class Browser(HostedAuthServer server)
{
    private const int MaximumHops = 8;

    public PageTab Tab { get; } = new(server);

    /// <summary>The addresses that it was at since it was last sent somewhere.</summary>
    public List<string> Passed { get; } = [];

    public async Task<Arrival> OpenAsync(string address)
    {
        Passed.Clear();
        Passed.Add(address);
        return await FollowAsync(await Tab.OpenAsync(address));
    }

    /// <summary>A form of the client's page is sent to the server.</summary>
    public async Task<Arrival> PostAsync(string address, string form)
    {
        Passed.Clear();
        Passed.Add(address);
        return await FollowAsync(await Tab.PostAsync(address, form));
    }

    /// <summary>Fills the form of the page in and sends it.</summary>
    public async Task<Arrival> SubmitAsync(params (string Name, string? Value)[] fields) =>
        await FollowAsync(await Tab.SubmitAsync(fields));

    /// <summary>Types name and password of Alice.</summary>
    public Task<Arrival> SignInAsync(string username = "alice") =>
        SubmitAsync(("username", username), ("password", SignInWorld.Password));

    private async Task<Arrival> FollowAsync(Answer answer)
    {
        for (var hops = 0; ; hops++)
        {
            hops.ShouldBeLessThan(MaximumHops, $"Around and around: {answer.Location}");
            var arrival = Arrival.Read(answer);
            if (arrival.IsAtClient || answer.Location is null)
            {
                answer.Status.ShouldBeLessThan(500, answer.Body);
                return arrival;
            }

            // After a form only 303 keeps what was posted from being posted on (RFC 9700, section 4.12).
            answer.Status.ShouldBe(303);
            Passed.Add(answer.Location);
            answer = await Tab.OpenAsync(answer.Location);
        }
    }
}
