using HostedAuth.Core.Groups;
using HostedAuth.Core.Tokens;

namespace HostedAuth.Core.Tests.Tokens;

public sealed class IdTokenClaimsTests
{
    [Theory]
    [InlineData("a:1:x", "x")]
    [InlineData("a:2:x b:1:y", "y")]
    [InlineData("a:1:x b:1:x", "x")]
    [InlineData("a:1:x b:1:y", null)]
    [InlineData("a:-:x b:5:y", "y")]
    [InlineData("a:-:x b:-:y", null)]
    [InlineData("a:-:x", "x")]
    [InlineData("a:0:- b:5:y", "y")]
    [InlineData("a:0:-", null)]
    [InlineData("", null)]
    public void The_preferred_role_is_that_of_the_group_with_the_lowest_precedence(string groups, string? role)
    {
        var parsed = groups.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Parse);

        IdTokenClaims.PreferredRole(parsed).ShouldBe(role);
    }

    [Theory]
    [InlineData("openid", "email custom:tier phone_number name address")]
    [InlineData("openid email", "email")]
    [InlineData("openid phone", "phone_number")]
    [InlineData("openid email phone", "email phone_number")]
    [InlineData("openid profile", "custom:tier name")]
    [InlineData("openid address", "address")]
    [InlineData("openid orders/read", "email custom:tier phone_number name address")]
    public void Scopes_open_attributes(string scopes, string open)
    {
        string[] all = ["email", "custom:tier", "phone_number", "name", "address"];
        var granted = scopes.Split(' ');

        all.Where(name => ScopedAttributes.IsOpen(name, granted, granted, isStrict: false)).ShouldBe(open.Split(' '));
        all.Where(name => ScopedAttributes.IsOpen(name, ["openid"], granted, isStrict: false)).ShouldBe(open.Split(' '));
    }

    private static Group Parse(string text)
    {
        var parts = text.Split(':');
        return new Group
        {
            PoolId = "us-east-1_AbCdEfGhI",
            Name = parts[0],
            Precedence = parts[1] == "-" ? null : int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture),
            RoleArn = parts[2] == "-" ? null : parts[2],
            CreatedAt = default,
            ModifiedAt = default,
        };
    }
}
