using HostedAuth.Core.Mfa;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class RecoveryCodeConfiguration : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.ToTable("recovery_codes").HasKey(row => new { row.PoolId, row.UserId, row.Mac });
        builder.Property(row => row.PoolId).HasMaxLength(55);
        builder.Property(row => row.UserId).HasMaxLength(36);
        builder.Property(row => row.Mac).HasMaxLength(32);
    }
}
