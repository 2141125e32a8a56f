using HostedAuth.Server.Pages.Gate;

namespace HostedAuth.Server.Tests.Pages;

/// <summary>How a content security policy names the place of an address; a header holds ASCII alone.</summary>
public sealed class PolicySourceTests
{
    [Theory]
    [InlineData("https://app.example/callback?x=1", "https://app.example")]
    [InlineData("https://app.example:8443/", "https://app.example:8443")]
    [InlineData("https://b\u00fccher.example/out", "https://xn--bcher-kva.example")]
    [InlineData("http://[::1]:5000/callback", "http://[::1]:5000")]
    [InlineData("http://127.0.0.1/callback", "http://127.0.0.1")]
    [InlineData("com.example.app:/callback", "com.example.app:")]
    public void A_source_is_the_origin_in_ASCII_or_an_apps_own_scheme(string address, string source) =>
        PageHeaders.SourceOf(new Uri(address)).ShouldBe(source);
}
