using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HostedAuth.Bench;

/// <summary>A webhook in the benchmark's own process that asks one question and knows its answer.</summary>
internal sealed class LocalTrigger : IAsyncDisposable
{
    public const string Arn = "arn:hostedauth:webhook::0:bench";
    public const string RightAnswer = "yes";

    private readonly WebApplication _app;

    private LocalTrigger(WebApplication app) => _app = app;

    /// <summary>The settings by which the server finds it.</summary>
    public IReadOnlyList<string> Arguments => [
        $"--Webhooks:bench:Url={Address}/",
        "--Webhooks:bench:Secret=only-for-the-benchmark",
        $"--Outbound:AllowedHosts:0={new Uri(Address).Authority}",
    ];

    private string Address =>
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<LocalTrigger> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/", async (HttpRequest request) =>
        {
            var call = (await JsonNode.ParseAsync(request.Body))!;
            return Results.Json(ResponseTo(call["triggerSource"]!.GetValue<string>(), call["request"]!));
        });
        await app.StartAsync();
        return new LocalTrigger(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static JsonObject ResponseTo(string source, JsonNode request) => source switch
    {
        "DefineAuthChallenge_Authentication" => Next(request["session"]!.AsArray()),
        "CreateAuthChallenge_Authentication" => new()
        {
            ["publicChallengeParameters"] = new JsonObject { ["question"] = "Is it you?" },
            ["privateChallengeParameters"] = new JsonObject { ["answer"] = RightAnswer },
        },
        _ => new()
        {
            ["answerCorrect"] = request["challengeAnswer"]!.GetValue<string>() == RightAnswer,
        },
    };

    private static JsonObject Next(JsonArray session) => session.LastOrDefault()?["challengeResult"]?.GetValue<bool>() is true
        ? new() { ["issueTokens"] = true, ["failAuthentication"] = false }
        : new() { ["challengeName"] = "CUSTOM_CHALLENGE", ["issueTokens"] = false, ["failAuthentication"] = false };
}
