using System.Security.Claims;

namespace Efficiency.Gateway.Tokens;

/// <summary>A token whose signature, issuer, audience and life were checked, and what it says.</summary>
internal sealed record VerifiedToken(string ClientId, ClaimsIdentity Identity, DateTimeOffset ExpiresAt);
