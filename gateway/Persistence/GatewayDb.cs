using Efficiency.Gateway.Issuer;
using Efficiency.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Gateway.Persistence;

/// <summary>The gateway's own database: the issuer's clients and keys, failed sign-ins, and where the business clock stands.</summary>
internal sealed class GatewayDb(DbContextOptions<GatewayDb> options, SaveContext save) : ServiceDbContext(options, save)
{
    public DbSet<Client> Clients => Set<Client>();

    public DbSet<SigningKeyRow> SigningKeys => Set<SigningKeyRow>();

    public DbSet<SignInFailure> SignInFailures => Set<SignInFailure>();

    public DbSet<ClockRow> Clock => Set<ClockRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.UseOpenIddict<Client, ClientAuthorization, ClientScope, ClientToken, Guid>();
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(GatewayDb).Assembly);
    }
}
