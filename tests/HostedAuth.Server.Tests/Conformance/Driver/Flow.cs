namespace HostedAuth.Server.Tests.Conformance.Driver;

/// <summary>What a plan is walked with: <c>code</c>, <c>id_token token</c>, <c>code id_token form_post</c> …</summary>
/// <param name="ResponseType">What is asked for.</param>
/// <param name="ResponseMode">Null for the type's own.</param>
internal sealed record Flow(string ResponseType, string? ResponseMode)
{
    private const string FormPost = "form_post";

    public static IReadOnlyList<string> Basic { get; } = ["code"];

    public static IReadOnlyList<string> Implicit { get; } = ["id_token", "id_token token"];

    public static IReadOnlyList<string> Hybrid { get; } = ["code id_token", "code token", "code id_token token"];

    private IEnumerable<string> Types => ResponseType.Split(' ');

    public bool HasCode => Types.Contains("code");

    public bool HasIdToken => Types.Contains("id_token");

    public bool HasToken => Types.Contains("token");

    /// <summary>How the answer must come.</summary>
    public string Mode => ResponseMode ?? (ResponseType is "code" ? "query" : "fragment");

    public static Flow Parse(string text) => text.EndsWith($" {FormPost}", StringComparison.Ordinal)
        ? new(text[..^(FormPost.Length + 1)], FormPost)
        : new(text, null);

    public static IEnumerable<string> Posted(IEnumerable<string> types) => types.Select(type => $"{type} {FormPost}");
}
