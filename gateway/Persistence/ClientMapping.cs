using Efficiency.Gateway.Issuer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Efficiency.Gateway.Persistence;

internal sealed class ClientMapping :
    IEntityTypeConfiguration<Client>,
    IEntityTypeConfiguration<ClientAuthorization>,
    IEntityTypeConfiguration<ClientScope>,
    IEntityTypeConfiguration<ClientToken>
{
    public void Configure(EntityTypeBuilder<Client> builder)
    {
        builder.ToTable("client", table => table.HasCheckConstraint("ck_client_roles", "cardinality(roles) > 0"));
        builder.Property(c => c.ClientId).IsRequired();
        builder.Property(c => c.DisplayName).HasColumnName("name").IsRequired();
        builder.HasIndex(c => c.DisplayName).IsUnique();
        builder.Property(c => c.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<ClientAuthorization> builder) => builder.ToTable("client_authorization");

    public void Configure(EntityTypeBuilder<ClientScope> builder) => builder.ToTable("client_scope");

    public void Configure(EntityTypeBuilder<ClientToken> builder) => builder.ToTable("client_token");
}
