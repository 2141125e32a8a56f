using HostedAuth.Core.Passkeys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class PasskeyConfiguration : IEntityTypeConfiguration<Passkey>
{
    public void Configure(EntityTypeBuilder<Passkey> builder)
    {
        builder.ToTable("passkeys").HasKey(row => new { row.PoolId, row.CredentialId });
        builder.HasIndex(row => new { row.PoolId, row.UserId });
        builder.Property(row => row.PoolId).HasMaxLength(55);
        builder.Property(row => row.CredentialId).HasMaxLength(1023);
        builder.Property(row => row.UserId).HasMaxLength(36);
        builder.Property(row => row.Name).HasMaxLength(131);
        builder.Property(row => row.RelyingPartyId).HasMaxLength(253);
        builder.Property(row => row.Transports).AsDocument();
        builder.Property(row => row.Attachment).HasMaxLength(32);
    }
}
