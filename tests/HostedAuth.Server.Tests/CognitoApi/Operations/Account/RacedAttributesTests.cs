using HostedAuth.Core.Storage;
using HostedAuth.Core.Users.Codes;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Triggers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Account;

public sealed class RacedAttributesTests(ServerWithFunctions server) : IClassFixture<ServerWithFunctions>
{
    [Fact]
    public async Task A_change_for_which_others_were_quicker_counts_once_against_the_ten()
    {
        var (poolId, clientId) = await server.OpenWithAdaAsync(new { CustomMessage = ServerWithFunctions.Arn });
        var token = await server.AccessTokenAsync(clientId, "ada");
        var quicker = 0;
        server.Handle(_ =>
        {
            if (quicker < 3)
            {
                quicker++;
                Task.Run(() => server.ChangeUserAsync(poolId, "ada", user => user.Attributes =
                    new Dictionary<string, string>(user.Attributes) { ["nickname"] = $"Ada {quicker}" })).Wait();
            }

            return null;
        });

        var answer = await server.CallPublicAsync("UpdateUserAttributes", new
        {
            AccessToken = token,
            UserAttributes = new[] { new { Name = "email", Value = People.NewEmail() } },
        });

        answer.ShouldSucceed();
        quicker.ShouldBe(3);
        server.Events(poolId).Count(content => (string)content["triggerSource"]! is "CustomMessage_UpdateUserAttribute").ShouldBe(4);
        await using var context = server.Services.GetRequiredService<Database>().Open(poolId);
        (await context.AttemptCounters.SingleAsync(counter => counter.Act == LimitedAct.UpdateUserAttributes)).Count.ShouldBe(1);
    }
}
