namespace HostedAuth.CognitoApi.Protocol;

/// <summary>How many rows a page has (Limit, MaxResults).</summary>
internal static class PageLimit
{
    /// <summary>As many as asked for; none and 0 ask for as many as the operation gives.</summary>
    public static int OrMost(this int? limit, int most) => limit is null or 0 ? most : limit.Value;
}
