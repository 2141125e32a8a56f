using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.Tests.Secrets;

public sealed class SecretTests
{
    [Fact]
    public void A_secret_prints_as_three_stars()
    {
        var secret = new Secret("hunter2");

        $"{secret}".ShouldBe("***");
    }
}
