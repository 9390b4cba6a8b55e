using System.Net.Sockets;
using Npgsql;
using RabbitMQ.Client.Exceptions;

namespace Efficiency.Messaging;

/// <summary>Tells a dependency that is away from a fault of the work itself.</summary>
public static class Faults
{
    /// <summary>True where the database or the broker cannot be reached, so that the same work may succeed later.</summary>
    public static bool IsUnreachable(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is PostgresException postgres)
            {
                return IsServerAway(postgres.SqlState);
            }
            if (e is SocketException or BrokerUnreachableException or AlreadyClosedException or EndOfStreamException
                || (e is NpgsqlException && e.InnerException is null or IOException or SocketException or TimeoutException))
            {
                return true;
            }
        }
        return false;
    }

    // Class 57P0x: the server is shutting down, crashed or starting; 53300: no connection free; class 08: connection lost.
    private static bool IsServerAway(string state) =>
        state is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.TooManyConnections
        || state.StartsWith("08", StringComparison.Ordinal);
}
