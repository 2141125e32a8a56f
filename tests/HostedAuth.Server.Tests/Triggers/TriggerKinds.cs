using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Triggers;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Triggers;

/// <summary>Every trigger, and what calls it.</summary>
internal static class TriggerKinds
{
    /// <summary>By a name that test output shows.</summary>
    public static IReadOnlyDictionary<string, TriggerKind> All { get; } = new Dictionary<string, TriggerKind>
    {
        ["PreSignUp"] = new("PreSignUp", SignUpAsync) { Misfit = """{"autoConfirmUser":"yes"}""" },
        ["PreSignUp of an invitation"] = new("PreSignUp", InviteAsync) { Misfit = """{"autoVerifyEmail":1}""" },
        ["PostConfirmation"] = new("PostConfirmation", ConfirmAsync) { CanBeRepeated = false },
        ["PreAuthentication"] = new("PreAuthentication", SignInAsync),
        ["PostAuthentication"] = new("PostAuthentication", SignInAsync),
        ["PreTokenGeneration"] = new("PreTokenGeneration", SignInAsync)
        {
            Source = "TokenGeneration",
            Misfit = """{"claimsOverrideDetails":7}""",
        },
        ["CustomMessage of a sign-up"] = new("CustomMessage", SignUpAsync) { Misfit = """{"emailMessage":7}""" },
        ["CustomMessage of an invitation"] = new("CustomMessage", InviteAsync) { Misfit = """{"emailSubject":[]}""" },
        ["CustomMessage of a forgotten password"] = new("CustomMessage", ForgetAsync) { Misfit = """{"smsMessage":{}}""" },
        ["DefineAuthChallenge"] = new("DefineAuthChallenge", AnswerAsync) { Misfit = """{"challengeName":7}""" },
        ["CreateAuthChallenge"] = new("CreateAuthChallenge", AnswerAsync) { Misfit = """{"publicChallengeParameters":[]}""" },
        ["VerifyAuthChallengeResponse"] = new("VerifyAuthChallengeResponse", AnswerAsync)
        {
            Misfit = """{"answerCorrect":"yes"}""",
        },
        ["UserMigration"] = new("UserMigration", async call => Result.Of(await call.Server.SignInAsync(call.ClientId, "mia")))
        {
            Misfit = """{"userAttributes":7}""",
            Refusal = call => ("UserNotFoundException", $"Exception migrating user in app client {call.ClientId}"),
        },
        ["UserMigration of a forgotten password"] = new(
            "UserMigration", async call => Result.Of(await call.Server.ForgotPasswordAsync(call.ClientId, "mia")))
        {
            Misfit = """{"userAttributes":[]}""",
            Refusal = _ => ("UserNotFoundException", "Username/client id combination not found."),
        },
        ["InboundFederation"] = new("InboundFederation", FederateAsync) { Misfit = """{"userAttributesToMap":"all"}""" },
    };

    private static async Task<Result> SignUpAsync(TriggerCallWorld call) =>
        Result.Of(await call.Server.SignUpAsync(call.ClientId, "eve", "eve@example.com"));

    private static async Task<Result> SignInAsync(TriggerCallWorld call) =>
        Result.Of(await call.Server.SignInAsync(call.ClientId, "ada"));

    private static async Task<Result> ForgetAsync(TriggerCallWorld call) =>
        Result.Of(await call.Server.ForgotPasswordAsync(call.ClientId, "ada"));

    private static async Task<Result> ConfirmAsync(TriggerCallWorld call) =>
        Result.Of(await call.Server.CallAsync("AdminConfirmSignUp", new { UserPoolId = call.PoolId, Username = "bob" }));

    private static async Task<Result> InviteAsync(TriggerCallWorld call) =>
        Result.Of(await call.Server.CallAsync("AdminCreateUser", new
        {
            UserPoolId = call.PoolId,
            Username = "eve",
            UserAttributes = new[] { new { Name = "email", Value = "eve@example.com" } },
            DesiredDeliveryMediums = new[] { "EMAIL" },
        }));

    private static async Task<Result> AnswerAsync(TriggerCallWorld call)
    {
        var asked = await call.Server.CallPublicAsync("InitiateAuth", new
        {
            AuthFlow = "CUSTOM_AUTH",
            ClientId = call.ClientId,
            AuthParameters = new { USERNAME = "ada" },
        });
        return asked.Error is not null ? Result.Of(asked) : Result.Of(await call.Server.CallPublicAsync("RespondToAuthChallenge", new
        {
            ClientId = call.ClientId,
            ChallengeName = "CUSTOM_CHALLENGE",
            Session = asked.Text("Session"),
            ChallengeResponses = new { USERNAME = "ada", ANSWER = "9" },
        }));
    }

    /// <summary>As federated sign-in calls it.</summary>
    private static Task<Result> FederateAsync(TriggerCallWorld call) => call.Server.InPoolAsync(call.PoolId, async services =>
    {
        var client = services.GetRequiredService<PoolScope>().Pool.RequireClient(call.ClientId);
        var said = new ProviderAnswer("Okta", "SAML", "ada", new Dictionary<string, IReadOnlyDictionary<string, string>>());
        try
        {
            await services.GetRequiredService<Core.Triggers.Triggers>()
                .InboundFederationAsync(client, said, CancellationToken.None);
            return new Result(null, null);
        }
        catch (AuthException refusal)
        {
            return new Result($"{refusal.Error.Kind}Exception", refusal.Error.Message);
        }
    });
}

/// <summary>A trigger, and an act that calls it.</summary>
/// <param name="Trigger">As LambdaConfig names it.</param>
/// <param name="Act">The act.</param>
internal sealed record TriggerKind(string Trigger, Func<TriggerCallWorld, Task<Result>> Act)
{
    /// <summary>What its triggerSource begins with.</summary>
    public string Source { get; init; } = Trigger;

    /// <summary>A response with a member of a type that it must not have.</summary>
    public string Misfit { get; init; } = "[]";

    /// <summary>Error and message, where the function refuses, if they aren't the usual ones.</summary>
    public Func<TriggerCallWorld, (string Error, string Message)>? Refusal { get; init; }

    /// <summary>Whether the same act goes through once the function is well: PostConfirmation comes after what it is about.</summary>
    public bool CanBeRepeated { get; init; } = true;
}

/// <summary>A pool with one trigger, a client, ada, who is confirmed, and bob, who isn't.</summary>
internal sealed record TriggerCallWorld(ServerWithFunctions Server, string PoolId, string ClientId);

/// <summary>What an act came to: nulls for success.</summary>
internal sealed record Result(string? Error, string? Message)
{
    public static Result Of(ApiAnswer answer) => new(answer.Error, answer.Error is null ? null : answer.Text("message"));
}
