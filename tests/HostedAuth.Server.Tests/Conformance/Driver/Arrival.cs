using System.Net;
using System.Text.RegularExpressions;
using HostedAuth.Server.Tests.Oidc;
using Microsoft.AspNetCore.WebUtilities;

namespace HostedAuth.Server.Tests.Conformance.Driver;

/// <summary>Where a browser came to: a page of ours, or the client's address with an answer.</summary>
internal sealed partial record Arrival(Answer Last, string? Mode, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>Where the client lives.</summary>
    private const string Client = "https://app.example/";

    public bool IsAtClient => Mode is not null;

    public string? this[string name] => Parameters.GetValueOrDefault(name);

    /// <summary>Reads the last answer; at the client when it leads, or posts, to the client's site.</summary>
    public static Arrival Read(Answer last)
    {
        if (last.Location is { } location && location.StartsWith(Client, StringComparison.Ordinal))
        {
            return location.Split('#', 2) is [_, var fragment]
                ? new(last, "fragment", Parse(fragment))
                : new(last, "query", Parse(location.Split('?', 2) is [_, var query] ? query : ""));
        }

        return FormAction().Match(last.Body) is { Success: true } action
            && WebUtility.HtmlDecode(action.Groups[1].Value).StartsWith(Client, StringComparison.Ordinal)
            ? new(last, "form_post", Fields(last.Body))
            : new(last, null, new Dictionary<string, string>());
    }

    /// <summary>Expects an error at the client.</summary>
    public Arrival ShouldTellTheClient(params string[] errors)
    {
        IsAtClient.ShouldBeTrue(Last.Location ?? Last.Body);
        errors.ShouldContain(this["error"]);
        Parameters.Keys.Except(["error", "error_description", "error_uri", "state", "iss"]).ShouldBeEmpty();
        // RFC 6749, section 4.1.2.1.
        (this["error_description"] ?? "").ShouldAllBe(c => c >= ' ' && c <= '~' && c != '"' && c != '\\');
        return this;
    }

    /// <summary>Expects a page of ours.</summary>
    public Arrival ShouldBeAPage(int status = 200)
    {
        IsAtClient.ShouldBeFalse(Last.Location);
        Last.Status.ShouldBe(status, Last.Body);
        return this;
    }

    /// <summary>Expects the page that asks who one is.</summary>
    public Arrival ShouldAskToSignIn()
    {
        ShouldBeAPage().Last.Body.ShouldContain("name=\"password\"");
        return this;
    }

    private static Dictionary<string, string> Parse(string encoded)
    {
        var parsed = QueryHelpers.ParseQuery(encoded);
        parsed.Values.ShouldAllBe(values => values.Count == 1);
        return parsed.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
    }

    private static Dictionary<string, string> Fields(string html) => Hidden().Matches(html).ToDictionary(
        field => WebUtility.HtmlDecode(field.Groups[1].Value),
        field => WebUtility.HtmlDecode(field.Groups[2].Value));

    [GeneratedRegex("<form[^>]* action=\"([^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex FormAction();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Hidden();
}
