using HostedAuth.Core.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class ConsentConfiguration : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> builder)
    {
        builder.ToTable("consents").HasKey(consent => new { consent.PoolId, consent.UserId, consent.ClientId });
        builder.Property(consent => consent.PoolId).HasMaxLength(55);
        builder.Property(consent => consent.UserId).HasMaxLength(36);
        builder.Property(consent => consent.ClientId).HasMaxLength(128);
        builder.Property(consent => consent.Id).HasMaxLength(36);
        builder.Property(consent => consent.FlowHash).HasMaxLength(32);
        builder.Property(consent => consent.Scopes).AsDocument();
        builder.Property(consent => consent.Claims).AsDocument();
        builder.Property(consent => consent.Sites).AsDocument();
    }
}
