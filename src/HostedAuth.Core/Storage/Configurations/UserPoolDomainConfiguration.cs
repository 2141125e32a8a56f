using HostedAuth.Core.Domains;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class UserPoolDomainConfiguration : IEntityTypeConfiguration<UserPoolDomain>
{
    public void Configure(EntityTypeBuilder<UserPoolDomain> builder)
    {
        builder.ToTable("domains").HasKey(domain => new { domain.PoolId, domain.Domain });
        builder.HasIndex(domain => domain.Domain).IsUnique();
        builder.Property(domain => domain.PoolId).HasMaxLength(55);
        builder.Property(domain => domain.Domain).HasMaxLength(255);
        builder.Property(domain => domain.CustomDomainConfig!).AsDocument();
        builder.Property(domain => domain.Routing!).AsDocument();
        builder.Property(domain => domain.Version).HasMaxLength(20);
        builder.Ignore(domain => domain.IsCustom);
    }
}
