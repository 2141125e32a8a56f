using System.Text.RegularExpressions;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Pages;

/// <summary>
/// The pages tell nobody whether there is a user of a name, whatever the client's setting: words, status and work are alike.
/// Runs alone, since it counts.
/// </summary>
[Collection(nameof(Alone))]
public sealed partial class PageEqualWorkTests(UserExistenceTests.CountingServer server)
    : IClassFixture<UserExistenceTests.CountingServer>
{
    private string _nobody = "";

    [Theory]
    [InlineData("LEGACY")]
    [InlineData("ENABLED")]
    public async Task A_wrong_password_until_it_is_locked(string setting)
    {
        var app = await CreateAsync(setting);
        for (var i = 0; i < 7; i++)
        {
            await CompareAsync(name => new PageWalk(server, app).SignInAsync(name, "Wrong-Horse-7"));
        }
    }

    [Theory]
    [InlineData("LEGACY", "/forgotPassword", "/confirmForgotPassword")]
    [InlineData("ENABLED", "/forgotPassword", "/confirmForgotPassword")]
    [InlineData("LEGACY", "/resendcode", "/confirmUser")]
    [InlineData("ENABLED", "/resendcode", "/confirmUser")]
    public async Task A_code_that_is_sent_and_a_wrong_one_until_they_are_limited(string setting, string send, string confirm)
    {
        var app = await CreateAsync(setting);
        if (send is "/resendcode")
        {
            await server.ChangeUserAsync(app.PoolId, "alice", user => user.Status = Core.Users.UserStatus.UNCONFIRMED);
        }

        for (var i = 0; i < 12; i++)
        {
            var (sent, _) = await CompareAsync(name => SubmitAsync(app, send, ("username", name)));
            sent.Answer.Body.Contains("code", StringComparison.Ordinal).ShouldBeTrue();
        }

        for (var i = 0; i < 7; i++)
        {
            await CompareAsync(name => SubmitAsync(
                app, confirm, ("username", name), ("code", "000000"), ("password", "Another-horse-8")));
        }
    }

    [Theory]
    [InlineData("PASSWORD", "password")]
    [InlineData("EMAIL_OTP", "code")]
    [InlineData("SMS_OTP", "code")]
    public async Task A_way_that_is_chosen_and_a_wrong_answer_to_it(string way, string field)
    {
        var app = await CreateAsync("LEGACY", "PASSWORD", "EMAIL_OTP", "SMS_OTP");
        var walks = new Dictionary<string, PageWalk>
        {
            ["alice"] = new(server, app),
            [_nobody] = new(server, app),
        };

        await CompareAsync(name => walks[name].SayNameAsync(name));
        await CompareAsync(name => walks[name].ChooseAsync(way));
        for (var i = 0; i < 6; i++)
        {
            await CompareAsync(name => walks[name].SubmitAsync((field, field is "code" ? "000000" : "Wrong-Horse-7")));
        }
    }

    private async Task<Answer> SubmitAsync(TestApp app, string page, params (string, string?)[] fields)
    {
        var walk = new PageWalk(server, app);
        await walk.OpenAsync(page);
        return await walk.SubmitAsync(fields);
    }

    private async Task<TestApp> CreateAsync(string setting, params string[] firstFactors)
    {
        var world = await CodeWorld.CreateAsync(server, "OPTIONAL", new
        {
            AutoVerifiedAttributes = new[] { "email" },
            Policies = firstFactors is [] ? null : new { SignInPolicy = new { AllowedFirstAuthFactors = firstFactors } },
        });
        await world.AddUserAsync("alice");
        var client = new { PreventUserExistenceErrors = setting };
        var app = await TestApp.OfPoolAsync(server, world.SignIn.PoolId, client);
        _nobody = await server.LikeAsync(app.PoolId, "alice", number => $"no{number:000}");
        return app;
    }

    private async Task<(Cost<Answer> Known, Cost<Answer> Unknown)> CompareAsync(Func<string, Task<Answer>> act)
    {
        var (known, unknown) = await new CostMeter(server).CompareAsync("alice", _nobody, act);

        unknown.Answer.Status.ShouldBe(known.Answer.Status);
        Shape(unknown.Answer).ShouldBe(Shape(known.Answer));
        return (known, unknown);
    }

    private string Shape(Answer answer)
    {
        var words = answer.Body.Contains("<main>", StringComparison.Ordinal) ? answer.Words() : answer.Body;
        return Mask().Replace(words, "masked")
            .Replace("alice", "name", StringComparison.Ordinal)
            .Replace(_nobody, "name", StringComparison.Ordinal);
    }

    [GeneratedRegex("[a-z]\\*\\*\\*@[a-z]\\*\\*\\*|\\+\\*+[0-9]{4}")]
    private static partial Regex Mask();
}
