using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Efficiency.LocalHosting;

/// <summary>TCP ports on the loopback address that nothing listens on.</summary>
public static class FreePorts
{
    // Below the range from which Linux takes ports for outgoing connections: one of those could sit on a port that
    // was free when it was chosen.
    private const int First = 20_000;
    private const int End = 32_000;

    /// <summary>A free port, chosen at random so that suites started at the same moment rarely meet.</summary>
    public static int Take()
    {
        for (var attempt = 0; attempt < 1_000; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(First, End);
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new SuiteException($"There is no free port between {First} and {End}.");
    }

    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
