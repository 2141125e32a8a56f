using HostedAuth.Core.AppClients;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Clients;

public sealed class ClientsPageTests
{
    private const string Page = "docs/clients.md";
    private const string Head = "| Member | What it may be | Who says it | Source |\n| --- | --- | --- | --- |\n";

    [Fact]
    public void The_page_on_clients_lists_every_member_as_its_rule_has_it()
    {
        var page = File.ReadAllText(RepositoryFiles.PathOf(Page));
        var start = page.IndexOf(Head, StringComparison.Ordinal);
        var end = page.IndexOf("\n\n", start, StringComparison.Ordinal) + 1;

        var rows = OAuthMetadataRules.All.Select(member => RowOf(member.Key, member.Value));

        RepositoryFiles.ShouldBe(Page, $"{page[..start]}{Head}{string.Concat(rows)}{page[end..]}");
    }

    private static string RowOf(string name, MetadataRule rule)
    {
        var values = rule.Remark is { } remark ? $"{rule.Values}; {remark}" : rule.Values;
        return $"| `{name}` | {values} | {(rule.IsForOperators ? "operators" : "both")} | {rule.Source} |\n";
    }
}
