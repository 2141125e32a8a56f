using HostedAuth.Core.Housekeeping;

namespace HostedAuth.Core.Sessions;

/// <summary>Deletes expired codes, sessions and attempts.</summary>
internal sealed class ExpiryChore(ExpiredSessions sessions) : IChore
{
    public string Name => "expired-sessions";

    public TimeSpan Every => TimeSpan.FromMinutes(5);

    public Task RunAsync(CancellationToken cancellationToken) => sessions.DeleteExpiredAsync(cancellationToken);
}
