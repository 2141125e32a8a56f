using HostedAuth.Core.Errors;

namespace HostedAuth.Core.UserPools;

/// <summary>The rules for tags.</summary>
internal static class PoolTags
{
    private const int MaxTags = 50;
    private const int MaxKeyLength = 128;

    public const string Strict = "hostedauth:strict";
    public const string Pkce = "hostedauth:pkce";
    public const string Srp = "hostedauth:srp";
    public const string Email = "hostedauth:email";
    public const string Sms = "hostedauth:sms";
    public const string Events = "hostedauth:events";
    public const string Language = "hostedauth:language";
    public const string MagicLink = "hostedauth:magic-link";
    public const string Notices = "hostedauth:notices";

    /// <summary>Refuses tags that can't stand.</summary>
    /// <param name="kind">UserPoolTagging where the operation declares it, else InvalidParameter.</param>
    public static void Check(IReadOnlyDictionary<string, string> tags, ErrorKind kind)
    {
        if (tags.Count > MaxTags)
        {
            throw new AuthError(kind, $"A user pool can have at most {MaxTags} tags.").AsException();
        }

        if (tags.Keys.Any(key => key.Length is 0 or > MaxKeyLength))
        {
            throw new AuthError(kind, $"The key of a tag has 1 to {MaxKeyLength} characters.").AsException();
        }

        if (tags.Keys.Any(key => key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)))
        {
            throw new AuthError(kind, "The prefix aws: of tags is reserved.").AsException();
        }
    }
}
