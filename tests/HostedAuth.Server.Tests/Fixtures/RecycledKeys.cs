using HostedAuth.Core.Tokens.Keys;

namespace HostedAuth.Server.Tests.Fixtures;

/// <summary>
/// Gives out the same few key pairs again and again, in turn: making one for each pool would take the tests minutes. Pools
/// that a test compares are made one after the other and so have different ones.
/// </summary>
internal sealed class RecycledKeys : KeyMaker
{
    private static readonly Lazy<KeyMaterial>[] Keys =
    [
        .. Enumerable.Range(0, 24).Select(_ => new Lazy<KeyMaterial>(new KeyMaker().MakeRsa)),
    ];

    private static int _next;

    public override KeyMaterial MakeRsa() => Keys[(uint)Interlocked.Increment(ref _next) % Keys.Length].Value;
}
