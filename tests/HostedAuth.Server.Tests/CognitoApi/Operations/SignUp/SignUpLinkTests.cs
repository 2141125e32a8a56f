using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignUp;

public sealed class SignUpLinkTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_link_is_built_from_the_configured_address_whatever_the_request_says_about_its_host()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync(new
        {
            AutoVerifiedAttributes = new[] { "email" },
            VerificationMessageTemplate = new { DefaultEmailOption = "CONFIRM_WITH_LINK" },
        });
        var email = People.NewEmail();

        var forwarded = await SignUpFromAsync(clientId, email, request =>
        {
            request.Headers.Add("X-Forwarded-Host", "evil.example");
            request.Headers.Add("X-Forwarded-Proto", "https");
            request.Headers.Add("Forwarded", "host=evil.example");
        });

        forwarded.ShouldSucceed();
        var message = await server.MessageToAsync(email);
        message.Link.ShouldNotBeNull().ShouldStartWith($"{HostedAuthServer.BaseAddress}/");
        $"{message.Subject} {message.Text} {message.Html}".ShouldNotContain("evil");
    }

    [Fact]
    public async Task Nobody_signs_up_at_a_host_that_is_not_ours()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();

        var answer = await SignUpFromAsync(
            clientId, People.NewEmail(), request => request.Headers.Host = "evil.example");

        answer.Status.ShouldNotBe(System.Net.HttpStatusCode.OK);
    }

    private Task<ApiAnswer> SignUpFromAsync(string clientId, string email, Action<HttpRequestMessage> change) =>
        server.SendAsync(
            "SignUp",
            System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new
            {
                ClientId = clientId,
                Username = "ada",
                People.Password,
                UserAttributes = new[] { new { Name = "email", Value = email } },
            }),
            signer: null,
            change);
}
