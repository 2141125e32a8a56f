using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools.Settings;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Triggers;

/// <summary>The calls of the pool's triggers, to be seen and, where that is safe, made once more by an administrator.</summary>
public sealed class TriggerCalls
{
    private readonly HostedAuthDbContext _context;
    private readonly PoolScope _scope;
    private readonly TriggerCaller _caller;

    internal TriggerCalls(HostedAuthDbContext context, PoolScope scope, TriggerCaller caller) =>
        (_context, _scope, _caller) = (context, scope, caller);

    /// <summary>The newest hundred that failed and can be replayed, and the newest hundred of the others; newest first.</summary>
    public async Task<IReadOnlyList<TriggerCall>> ListAsync(CancellationToken cancellationToken) =>
        await _context.TriggerCalls.AsNoTracking()
            .OrderByDescending(row => row.CalledAt)
            .ThenByDescending(row => row.Id)
            .Take(2 * TriggerLog.Kept)
            .ToListAsync(cancellationToken);

    /// <summary>
    /// Sends the event of a call once more, under its own id; what comes back is dropped. Refuses with ResourceNotFound, with
    /// InvalidParameter where that is not safe or the pool no longer names the target, and as triggers do.
    /// </summary>
    public async Task ReplayAsync(string callId, CancellationToken cancellationToken)
    {
        var call = await _context.TriggerCalls.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == callId, cancellationToken)
            ?? throw AuthError.TriggerCallNotFound.AsException();
        if (call.SealedEvent is null)
        {
            throw AuthError.TriggerCallNotReplayable.AsException();
        }

        var name = call.Source.Split('_')[0];
        if (TargetOf(_scope.Pool.Settings.LambdaConfig, name) != call.Target)
        {
            throw AuthError.TriggerTargetGone.AsException();
        }

        await _caller.ReplayAsync(name, call, cancellationToken);
    }

    private static string? TargetOf(LambdaConfig? config, string name) => name switch
    {
        "PostConfirmation" => config?.PostConfirmation,
        "PostAuthentication" => config?.PostAuthentication,
        _ => null,
    };
}
