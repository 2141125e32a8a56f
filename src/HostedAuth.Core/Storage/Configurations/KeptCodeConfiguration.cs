using HostedAuth.Core.Tokens;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class KeptCodeConfiguration : IEntityTypeConfiguration<KeptCode>
{
    public void Configure(EntityTypeBuilder<KeptCode> builder)
    {
        builder.ToTable("kept_codes").HasKey(code => new { code.PoolId, code.Hash });
        builder.HasIndex(code => code.ExpiresAt);
        builder.Property(code => code.PoolId).HasMaxLength(55);
        builder.Property(code => code.Hash).HasMaxLength(32);
        builder.Property(code => code.ClientId).HasMaxLength(128);
        builder.Property(code => code.UserId).HasMaxLength(36);
    }
}
