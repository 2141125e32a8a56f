using HostedAuth.Core.Users;

namespace HostedAuth.Core.Tests.Users;

public sealed class PrefixRangeTests
{
    [Theory]
    [InlineData("a", "b")]
    [InlineData("az", "a{")]
    [InlineData("+49", "+4:")]
    [InlineData("\uD7FF", "\uE000")]
    [InlineData("a\U0010FFFF", "b")]
    [InlineData("\U0001F600", "\U0001F601")]
    public void The_range_ends_at_the_next_text_that_does_not_begin_so(string prefix, string end) =>
        PrefixRange.End(prefix).ShouldBe(end);

    [Theory]
    [InlineData("")]
    [InlineData("\U0010FFFF")]
    public void Some_prefixes_have_no_end(string prefix) => PrefixRange.End(prefix).ShouldBeNull();
}
