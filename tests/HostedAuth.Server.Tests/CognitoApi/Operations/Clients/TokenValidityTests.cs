using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Clients;

/// <summary>How long the tokens of a client may live.</summary>
public sealed class TokenValidityTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData(299, "seconds", false)]
    [InlineData(300, "seconds", true)]
    [InlineData(86400, "seconds", true)]
    [InlineData(4, "minutes", false)]
    [InlineData(5, "minutes", true)]
    [InlineData(24, "hours", true)]
    [InlineData(25, "hours", false)]
    [InlineData(1, "days", true)]
    [InlineData(2, "days", false)]
    public async Task Access_tokens_live_from_5_minutes_to_a_day(int validity, string unit, bool isGood)
    {
        var answer = await server.TryCreateClientAsync(new
        {
            AccessTokenValidity = validity,
            TokenValidityUnits = new { AccessToken = unit },
        });

        answer.Error.ShouldBe(isGood ? null : "InvalidParameterException");
    }

    [Theory]
    [InlineData(59, "minutes", false)]
    [InlineData(60, "minutes", true)]
    [InlineData(3650, "days", true)]
    [InlineData(3651, "days", false)]
    public async Task Refresh_tokens_live_from_an_hour_to_ten_years(int validity, string unit, bool isGood)
    {
        var answer = await server.TryCreateClientAsync(new
        {
            RefreshTokenValidity = validity,
            TokenValidityUnits = new { RefreshToken = unit },
        });

        answer.Error.ShouldBe(isGood ? null : "InvalidParameterException");
    }

    [Fact]
    public async Task An_access_token_does_not_outlive_the_refresh_token()
    {
        var answer = await server.TryCreateClientAsync(new
        {
            AccessTokenValidity = 2,
            RefreshTokenValidity = 1,
            TokenValidityUnits = new { RefreshToken = "hours" },
        });

        answer.ShouldRefuse("InvalidParameterException");
    }
}
