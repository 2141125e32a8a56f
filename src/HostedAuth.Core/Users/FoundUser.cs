using System.Text;

namespace HostedAuth.Core.Users;

/// <summary>A user of a page of the list, and the place where the page would end with them.</summary>
internal sealed record FoundUser(User User, UserPlace Place);

/// <summary>Where a page ended: the value searched (empty where only the sub orders) and the user.</summary>
internal sealed record UserPlace(string Value, string UserId)
{
    private const int UserIdLength = 36;

    /// <summary>The order of both databases.</summary>
    public static IComparer<UserPlace> ByBytes { get; } = Comparer<UserPlace>.Create((a, b) =>
        a.Bytes().AsSpan().SequenceCompareTo(b.Bytes()));

    public static UserPlace? Parse(string? key) => key is null ? null : new(key[UserIdLength..], key[..UserIdLength]);

    public override string ToString() => UserId + Value;

    /// <summary>No value holds a NUL, which therefore ends it.</summary>
    private byte[] Bytes() => Encoding.UTF8.GetBytes($"{Value}\0{UserId}");
}
