using System.Security.Claims;
using Efficiency.ServiceDefaults.Directory;

namespace Efficiency.ServiceDefaults.Tests.Probe;

internal static class Units
{
    public static Unit Of(Guid id, Guid? parent) => new()
    {
        Id = id,
        ParentId = parent,
        Kind = parent is null ? "city" : "department",
        Code = id.ToString("N")[^8..],
        Name = "某局",
        ValidFrom = new DateOnly(2020, 1, 1),
        Version = 1,
    };

    public static ClaimsPrincipal Principal(string role, IEnumerable<Guid> units) => new(new ClaimsIdentity(
        units.Select(unit => new Claim(Claims.Unit, unit.ToString()))
            .Append(new Claim(Claims.Subject, "caller"))
            .Append(new Claim(Claims.Role, role)),
        "probe"));
}
