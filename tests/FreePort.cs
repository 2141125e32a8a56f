using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace HostedAuth.Tests;

/// <summary>
/// Ports of this machine that no two tests of a process get. Below those that the system hands out, so that no connection takes
/// one before its test does, or while its test lets go of it.
/// </summary>
internal static class FreePort
{
    private const int First = 21_000;
    private const int Count = 10_000;

    private static int _last = RandomNumberGenerator.GetInt32(Count);

    public static int Next()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref _last) % Count);
            if (IsFree(port))
            {
                return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
