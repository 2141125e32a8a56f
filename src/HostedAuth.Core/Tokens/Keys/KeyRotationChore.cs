using HostedAuth.Core.Housekeeping;

namespace HostedAuth.Core.Tokens.Keys;

/// <summary>Rotates signing keys that are due.</summary>
internal sealed class KeyRotationChore(KeyRotation rotation) : IChore
{
    public string Name => "key-rotation";

    public TimeSpan Every => TimeSpan.FromHours(1);

    public Task RunAsync(CancellationToken cancellationToken) => rotation.RotateDueAsync(cancellationToken);
}
