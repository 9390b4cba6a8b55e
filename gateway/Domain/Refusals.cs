using System.Globalization;
using Efficiency.Contracts;

namespace Efficiency.Gateway.Domain;

/// <summary>What the gateway itself refuses; the words stand in Resources/refusals.json.</summary>
internal static class Refusals
{
    /// <summary>The rule is one of the interface, not of the regime.</summary>
    private const string Interface = "API";

    public static readonly Refusal BodyBroken = new("body-broken", Interface);

    /// <summary>No copy of the service could be reached, or the connection broke before it answered.</summary>
    public static Refusal ServiceUnreachable(string service) => new("service-unreachable", Interface, null, Arguments(("service", service)));

    public static Refusal ServiceTimedOut(string service) => new("service-timed-out", Interface, null, Arguments(("service", service)));

    public static readonly Refusal UnitsRequired = new("client-units-required", Interface, "unitIds");

    public static readonly Refusal NameTaken = new("client-name-taken", Interface, "name");

    public static readonly Refusal AlreadyRevoked = new("client-already-revoked", Interface);

    public static readonly Refusal LastAdministrator = new("client-last-administrator", Interface);

    public static Refusal Repeated(string field) => new("value-repeated", Interface, field);

    /// <summary>The clock would go back behind what has happened; only an empty suite can begin anew.</summary>
    public static Refusal ClockBackwards(IEnumerable<string> services) =>
        new("clock-backwards", Interface, "now", Arguments(("services", string.Join(", ", services)), ("command", "./run --fresh")));

    public static readonly Refusal ClockBeingMoved = new("clock-being-moved", Interface);

    /// <summary>Copies that did not take the new time; they take it when they start.</summary>
    public static Refusal ClockNotAcknowledged(IEnumerable<string> instances) =>
        new("clock-not-acknowledged", Interface, null, Arguments(("instances", string.Join(", ", instances))));

    public static Refusal ClockNotQuiet(TimeSpan waited, IEnumerable<string> reasons) => new(
        "clock-not-quiet",
        Interface,
        Field: null,
        Arguments(
            ("seconds", waited.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)),
            ("reasons", string.Join("; ", reasons))));

    private static Dictionary<string, string> Arguments(params (string Name, string Value)[] arguments) =>
        arguments.ToDictionary(a => a.Name, a => a.Value, StringComparer.Ordinal);
}
