using HostedAuth.Server.Tests.Attacks;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Delivery;

public sealed class MessageLanguageTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData("de-DE", "Ihr Code für")]
    [InlineData("fr", "votre code pour")]
    [InlineData("es_ES", "tu código para")]
    [InlineData("nl", "your code for")]
    public async Task A_mail_speaks_the_language_of_the_users_profile(string locale, string words)
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        var email = People.NewEmail();

        (await SignUpAsync(clientId, email, locale)).ShouldSucceed();

        (await server.MessageToAsync(email)).Subject.ShouldNotBeNull().ShouldContain(words);
    }

    [Fact]
    public async Task Without_a_language_of_the_user_the_pool_says_which()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync(new
        {
            AutoVerifiedAttributes = new[] { "email" },
            UserPoolTags = new Dictionary<string, string> { ["hostedauth:language"] = "fr" },
        });
        var (hers, his) = (People.NewEmail(), People.NewEmail());

        await SignUpAsync(clientId, hers, locale: null);
        await SignUpAsync(clientId, his, "de", "bob");

        (await server.MessageToAsync(hers)).Subject.ShouldNotBeNull().ShouldContain("votre code");
        (await server.MessageToAsync(his)).Subject.ShouldNotBeNull().ShouldContain("Ihr Code");
    }

    [Theory]
    [InlineData("&ui_locales=fr%20de", "de", "votre code")]
    [InlineData("", "nl, es;q=0.9, de;q=0.5", "tu código")]
    [InlineData("", "", "your code")]
    public async Task A_mail_of_a_page_speaks_the_language_that_the_page_was_asked_for(string query, string header, string words)
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync(clientMembers: new
        {
            AllowedOAuthFlows = new[] { "code" },
            AllowedOAuthScopes = new[] { "openid" },
            CallbackURLs = new[] { TestApp.Callback },
        });
        var email = People.NewEmail();
        var tab = new PageTab(server) { Change = request => request.Headers.TryAddWithoutValidation("Accept-Language", header) };
        await tab.OpenAsync($"{HostedAuthServer.BaseAddress}/{poolId}/signup?response_type=code&scope=openid"
            + $"&client_id={clientId}&redirect_uri={Uri.EscapeDataString(TestApp.Callback)}"
            + $"&code_challenge={TestApp.Challenge}&code_challenge_method=S256{query}");

        await tab.SubmitAsync(("username", "ada"), ("email", email), ("password", People.Password));

        (await server.MessageToAsync(email)).Subject.ShouldNotBeNull().ShouldContain(words);
    }

    [Fact]
    public async Task A_text_message_is_bound_to_the_host_of_the_pages()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync(new { AutoVerifiedAttributes = new[] { "phone_number" } });
        (await server.CallPublicAsync("SignUp", new
        {
            ClientId = clientId,
            Username = "ada",
            People.Password,
            UserAttributes = new[]
            {
                new { Name = "phone_number", Value = "+15550142" },
                new { Name = "locale", Value = "de" },
            },
        })).ShouldSucceed();

        var sms = await server.MessageToAsync("+15550142");

        sms.Text.ShouldStartWith($"{sms.Code} ist Ihr Code");
        sms.Text.ShouldEndWith($"\n\n@localhost #{sms.Code}");
    }

    private Task<ApiAnswer> SignUpAsync(string clientId, string email, string? locale, string name = "ada")
    {
        var attributes = new List<object> { new { Name = "email", Value = email } };
        if (locale is not null)
        {
            attributes.Add(new { Name = "locale", Value = locale });
        }

        return server.CallPublicAsync(
            "SignUp", new { ClientId = clientId, Username = name, People.Password, UserAttributes = attributes });
    }
}
