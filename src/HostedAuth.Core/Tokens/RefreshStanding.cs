using HostedAuth.Core.AppClients;
using HostedAuth.Core.Sessions;

namespace HostedAuth.Core.Tokens;

/// <summary>How the generation of a refresh token stands to that of its session.</summary>
internal enum RefreshStanding
{
    Current,
    JustReplaced,
    Replaced,
}

/// <summary>Tells it.</summary>
internal static class RefreshStandings
{
    public static RefreshStanding Of(RefreshHandle handle, TokenSession session, ClientSnapshot client, DateTimeOffset now)
    {
        // A generation newer than the row is genuine too: the row came back from a backup.
        if (handle.Generation >= session.RefreshGeneration)
        {
            return RefreshStanding.Current;
        }

        // So that an answer lost on its way loses nobody: for a short while the same successor is given again.
        return handle.Generation == session.RefreshGeneration - 1 && now < session.RefreshGenerationBeganAt + client.RefreshGrace
            ? RefreshStanding.JustReplaced
            : RefreshStanding.Replaced;
    }
}
