using System.Text.Json;
using HostedAuth.Core.Tokens;
using HostedAuth.Core.Tokens.Keys;

namespace HostedAuth.Core.Tests.Tokens;

public sealed class RecentTokensTests
{
    private static readonly JsonElement Claims = JsonElement.Parse("""{"sub":"ada"}""");

    private readonly RecentTokens _recent = new();
    private readonly PoolKeys _keys = NewKeys();
    private int _proven;

    [Fact]
    public void A_token_that_was_authentic_is_proven_once_by_the_same_keys()
    {
        Read("a", _keys);

        Read("a", _keys)!.Value.GetProperty("sub").GetString().ShouldBe("ada");

        _proven.ShouldBe(1);
    }

    [Fact]
    public void Other_keys_and_other_tokens_are_proven_anew()
    {
        Read("a", _keys);

        Read("a", NewKeys());
        Read("a ", _keys);

        _proven.ShouldBe(3);
    }

    [Fact]
    public void What_is_not_authentic_is_never_remembered()
    {
        _recent.Read("a", _keys, _ => null).ShouldBeNull();

        Read("a", _keys).ShouldNotBeNull();
        _recent.Read("b", _keys, _ => null).ShouldBeNull();
    }

    [Fact]
    public void Many_others_make_it_forget_and_one_in_use_stays()
    {
        Read("unused", _keys);
        Read("in use", _keys);
        for (var i = 0; i < 10_000; i++)
        {
            Read($"other {i}", _keys);
            Read("in use", _keys);
        }

        _proven = 0;
        Read("in use", _keys);
        _proven.ShouldBe(0);
        Read("unused", _keys);
        _proven.ShouldBe(1);
    }

    [Fact]
    public void A_long_token_is_proven_each_time()
    {
        var token = new string('a', 5000);

        Read(token, _keys);
        Read(token, _keys);

        _proven.ShouldBe(2);
    }

    private static PoolKeys NewKeys() => new(new byte[32], []);

    private JsonElement? Read(string token, PoolKeys keys) => _recent.Read(token, keys, _ =>
    {
        _proven++;
        return Claims;
    });
}
