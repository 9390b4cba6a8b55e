using Efficiency.Contracts;

namespace Efficiency.ServiceDefaults;

/// <summary>What every service may answer before any rule of the regime is asked; texts in Resources/refusals.json.</summary>
internal static class CommonRefusals
{
    /// <summary>Stands where other refusals name a rule of the regime: the rule is one of the interface.</summary>
    public const string Interface = "API";

    public static readonly Refusal MalformedRequest = new("malformed-request", Interface);
    public static readonly Refusal MalformedJson = new("malformed-json", Interface);
    public static readonly Refusal IdempotencyKeyMissing = new("idempotency-key-missing", Interface, "Idempotency-Key");
    public static readonly Refusal IdempotencyKeyInvalid = new("idempotency-key-invalid", Interface, "Idempotency-Key");
    public static readonly Refusal IdempotencyKeyInFlight = new("idempotency-key-in-flight", Interface, "Idempotency-Key");
    public static readonly Refusal IdempotencyKeyReused = new("idempotency-key-reused", Interface, "Idempotency-Key");
    public static readonly Refusal IfMatchMissing = new("if-match-missing", Interface, "If-Match");
    public static readonly Refusal IfMatchInvalid = new("if-match-invalid", Interface, "If-Match");
    public static readonly Refusal Stale = new("stale", Interface, "If-Match");
    public static readonly Refusal ChangedMeanwhile = new("changed-meanwhile", Interface);
    public static readonly Refusal AlreadyRecorded = new("already-recorded", Interface);
    public static readonly Refusal PageLimitInvalid = new("page-limit-invalid", Interface, "limit");
    public static readonly Refusal PageCursorInvalid = new("page-cursor-invalid", Interface, "after");
    public static readonly Refusal NotAuthenticated = new("not-authenticated", Interface);
    public static readonly Refusal NoSuchRoute = new("no-such-route", Interface);
    public static readonly Refusal MethodNotAllowed = new("method-not-allowed", Interface);
    public static readonly Refusal BodyTooLarge = new("body-too-large", Interface);
    public static readonly Refusal MediaTypeNotSupported = new("media-type-not-supported", Interface);
    public static readonly Refusal TooManyRequests = new("too-many-requests", Interface);
    public static readonly Refusal NotAllowed = new("not-allowed", Interface);
    public static readonly Refusal Unexpected = new("unexpected", Interface);
    public static readonly Refusal Unavailable = new("unavailable", Interface);

    public static Refusal MalformedValue(string? field) => new("malformed-value", Interface, field);

    public static Refusal UnknownMember(string? field) => new("unknown-member", Interface, field);

    public static Refusal Required(string field) => new("field-required", Interface, field);

    public static Refusal NotPlain(string field) => new("text-not-plain", Interface, field);

    public static Refusal NotFound(string? field) => new("not-found", Interface, field);

    public static Refusal NotYetKnown(string? field) => new("not-yet-known", Interface, field);

    public static Refusal TooLong(string field, int max) =>
        new("text-too-long", Interface, field, Arguments(("max", Number(max))));

    public static Refusal TooMany(string field, int max) =>
        new("list-too-long", Interface, field, Arguments(("max", Number(max))));

    public static Refusal NotOneOf(string field, IEnumerable<string> allowed) =>
        new("value-not-allowed", Interface, field, Arguments(("allowed", string.Join(", ", allowed))));

    public static Refusal OutOfRange(string field, string min, string max) =>
        new("out-of-range", Interface, field, Arguments(("min", min), ("max", max)));

    /// <summary>The refusal behind a bare status, as authentication, routing and rate limits leave it.</summary>
    public static Refusal OfStatus(int status) => status switch
    {
        400 => MalformedRequest,
        401 => NotAuthenticated,
        403 => NotAllowed,
        404 => NoSuchRoute,
        405 => MethodNotAllowed,
        413 => BodyTooLarge,
        415 => MediaTypeNotSupported,
        429 => TooManyRequests,
        502 or 503 or 504 => Unavailable,
        _ => status >= 500 ? Unexpected : MalformedRequest,
    };

    private static Dictionary<string, string> Arguments(params (string Name, string Value)[] arguments) =>
        arguments.ToDictionary(argument => argument.Name, argument => argument.Value, StringComparer.Ordinal);

    private static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
