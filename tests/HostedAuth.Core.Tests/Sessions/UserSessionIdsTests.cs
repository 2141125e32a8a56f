using HostedAuth.Core.Sessions;

namespace HostedAuth.Core.Tests.Sessions;

public sealed class UserSessionIdsTests
{
    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000", "tkn0000000000000000000000000")]
    [InlineData("00000000-0000-0000-0000-000000000024", "tkn0000000000000000000000010")]
    [InlineData("ffffffff-ffff-ffff-ffff-ffffffffffff", "tknf5lxx1zz5pnorynqglhzmsp33")]
    public void A_token_sessions_id_is_its_uuid_in_base_36(string uuid, string shown)
    {
        UserSessionIds.OfToken(uuid).ShouldBe(shown);
        UserSessionIds.ReadToken(shown).ShouldBe(uuid);
    }

    [Theory]
    [InlineData("tknf5lxx1zz5pnorynqglhzmsp34")]
    [InlineData("tknzzzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("tkn000000000000000000000000")]
    [InlineData("tkn00000000000000000000000A0")]
    [InlineData("sso0000000000000000000000000")]
    [InlineData("")]
    public void What_is_none_is_not_read(string text) => UserSessionIds.ReadToken(text).ShouldBeNull();
}
