namespace HostedAuth.Server.Tests.Conformance;

/// <summary>docs/conformance.md lists every module of every plan, with its test or the reason why there is none.</summary>
public sealed class ConformancePageTests
{
    [Fact]
    public void Every_module_has_a_test_or_a_reason() => ConformancePage.Undecided.ShouldBeEmpty();

    [Fact]
    public void Every_test_of_a_module_is_of_a_plan() => ConformancePage.Strays.ShouldBeEmpty();

    [Fact]
    public void The_page_is_what_the_tests_say() => RepositoryFiles.ShouldBe("docs/conformance.md", ConformancePage.Write());
}
