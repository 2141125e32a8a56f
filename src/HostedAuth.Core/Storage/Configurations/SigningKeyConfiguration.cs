using HostedAuth.Core.Tokens.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class SigningKeyConfiguration : IEntityTypeConfiguration<SigningKey>
{
    public void Configure(EntityTypeBuilder<SigningKey> builder)
    {
        builder.ToTable("signing_keys").HasKey(key => new { key.PoolId, key.Kid });
        builder.Property(key => key.PoolId).HasMaxLength(55);
        builder.Property(key => key.Kid).HasMaxLength(64);
        builder.Property(key => key.Algorithm).HasMaxLength(16);
    }
}
