using HostedAuth.Core.Notices;
using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.Delivery;

/// <summary>What the placeholders of a theme's messages stand for.</summary>
public sealed record MessageValues
{
    /// <summary><c>{{app}}</c>: what the receiver knows the pool or client by.</summary>
    public required string App { get; init; }

    /// <summary><c>{{username}}</c>.</summary>
    public required string Username { get; init; }

    /// <summary><c>{{code}}</c>: the code, or the temporary password of an invitation.</summary>
    public required Secret Code { get; init; }

    /// <summary><c>{{link}}</c>: the page that the message leads to; built from the configured public address alone.</summary>
    public required string Link { get; init; }

    /// <summary><c>{{validity}}</c>: how long the code is good; in words of the language, such as <c>24 hours</c>.</summary>
    public TimeSpan Validity { get; init; }

    /// <summary>
    /// <c>{{host}}</c>: the host of the pages. The last line of an SMS, <c>@host #code</c>, binds the code to it, so that
    /// phones offer it there only.
    /// </summary>
    public required string Host { get; init; }

    /// <summary><c>{{changes}}</c>: what was changed in the account, a sentence of the language to a line.</summary>
    public IReadOnlyList<AccountChange> Changes { get; init; } = [];

    /// <summary><c>{{time}}</c>: when that was which the message tells about.</summary>
    public string Time { get; init; } = "";

    /// <summary><c>{{address}}</c>: where it came from.</summary>
    public string Address { get; init; } = "";

    /// <summary><c>{{device}}</c>: browser and system it came from.</summary>
    public string Device { get; init; } = "";

    internal static MessageValues Sample { get; } = new()
    {
        App = "app",
        Username = "user",
        Code = new Secret("000000"),
        Link = "https://example.com/",
        Validity = TimeSpan.FromHours(1),
        Host = "example.com",
        Changes = Enum.GetValues<AccountChange>(),
    };

    internal string Find(string placeholder, MessageLanguage language) => placeholder switch
    {
        "app" => App,
        "username" => Username,
        "code" => Code.Value,
        "link" => Link,
        "validity" => language.Duration(Validity),
        "host" => Host,
        "changes" => string.Join('\n', Changes.Select(language.Sentence)),
        "time" => Time,
        "address" => Address,
        "device" => Device,
        _ => throw new InvalidDataException($"Messages have no placeholder {{{{{placeholder}}}}}."),
    };
}
