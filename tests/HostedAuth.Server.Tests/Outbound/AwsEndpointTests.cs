using HostedAuth.Core.Outbound;

namespace HostedAuth.Server.Tests.Outbound;

public sealed class AwsEndpointTests
{
    [Theory]
    [InlineData("eu-central-1", "https://email.eu-central-1.amazonaws.com")]
    [InlineData("us-gov-west-1", "https://email.us-gov-west-1.amazonaws.com")]
    [InlineData("evil.example/", "https://email.us-east-1.amazonaws.com")]
    [InlineData("eu-west-1.evil.example", "https://email.us-east-1.amazonaws.com")]
    [InlineData("eu-west-1\n", "https://email.us-east-1.amazonaws.com")]
    [InlineData("", "https://email.us-east-1.amazonaws.com")]
    [InlineData(null, "https://email.us-east-1.amazonaws.com")]
    public void What_a_pool_names_as_a_region_cannot_bend_the_host_that_is_called(string? named, string endpoint) =>
        AwsEndpoint.Of("", "email", AwsEndpoint.RegionOf(named)).ShouldBe(endpoint);

    [Fact]
    public void A_configured_endpoint_is_taken_as_it_is() =>
        AwsEndpoint.Of("http://localhost:4566/", "email", "eu-west-1").ShouldBe("http://localhost:4566");
}
