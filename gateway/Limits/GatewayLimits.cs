using System.ComponentModel.DataAnnotations;

namespace Efficiency.Gateway.Limits;

/// <summary>What the gateway lets through, section <c>Limits</c>. Rates hold for each gateway replica.</summary>
internal sealed class GatewayLimits
{
    public const string Section = "Limits";

    /// <summary>Requests a second of one client id, and as many at once after a pause of a second.</summary>
    [Range(1, 1_000_000)]
    public int ClientPerSecond { get; init; } = 5_000;

    /// <summary>Requests a second without a token from one address (an IPv6 network of 64 bits counts as one).</summary>
    [Range(1, 1_000_000)]
    public int AnonymousPerSecond { get; init; } = 10;

    /// <summary>Requests that an address may send at once without a token, after a pause.</summary>
    [Range(1, 1_000_000)]
    public int AnonymousBurst { get; init; } = 40;

    /// <summary>Token requests a minute of one client from one address.</summary>
    [Range(1, 1_000_000)]
    public int TokensPerMinute { get; init; } = 600;

    /// <summary>Token requests a minute from one address, whatever the client.</summary>
    [Range(1, 1_000_000)]
    public int TokensPerMinuteAndAddress { get; init; } = 3_000;

    /// <summary>Bytes of a request's body; services take less for most routes.</summary>
    [Range(1024, long.MaxValue)]
    public long RequestBodyBytes { get; init; } = 1024 * 1024;

    /// <summary>Bytes of all request headers together.</summary>
    [Range(1024, 1024 * 1024)]
    public int RequestHeadersBytes { get; init; } = 16 * 1024;

    [Range(8, 1000)]
    public int RequestHeaderCount { get; init; } = 64;

    /// <summary>How long a service may stay silent before the caller gets 504.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a connection to a service may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often each copy of a service is asked whether it is ready.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan HealthInterval { get; init; } = TimeSpan.FromSeconds(5);
}
