using System.Net.Sockets;

namespace Efficiency.LocalHosting.Servers;

/// <summary>The smallest proof that a broker serves: it answers the protocol header with its first method frame.</summary>
internal static class AmqpGreeting
{
    private const byte MethodFrame = 1;

    private static readonly byte[] Header = [.. "AMQP"u8, 0, 0, 9, 1];

    public static async Task<bool> IsAnsweredAsync(int port, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(2));
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port, deadline.Token);
            var stream = client.GetStream();
            await stream.WriteAsync(Header, deadline.Token);
            var answer = new byte[1];
            return await stream.ReadAsync(answer, deadline.Token) == 1 && answer[0] == MethodFrame;
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
