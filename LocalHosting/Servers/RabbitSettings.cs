namespace Efficiency.LocalHosting;

/// <summary>How a private RabbitMQ broker is set up. All its ports listen on 127.0.0.1 only.</summary>
/// <param name="Folder">Data, cookie and configuration; one broker at a time.</param>
/// <param name="Port">AMQP.</param>
/// <param name="DistributionPort">Erlang's distribution, used by rabbitmqctl.</param>
/// <param name="EpmdPort">Erlang's port mapper; the broker brings its own.</param>
public sealed record RabbitSettings(
    string Folder,
    int Port,
    int DistributionPort,
    int EpmdPort,
    string User,
    string Password
)
{
    /// <summary>HTTP port of the management plugin; null leaves the plugin off.</summary>
    public int? ManagementPort { get; init; }

    /// <summary>Gets the broker's log, line by line.</summary>
    public Action<string> Log { get; init; } = _ => { };
}
