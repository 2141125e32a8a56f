using HostedAuth.Core.Passkeys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class PasskeyCeremonyConfiguration : IEntityTypeConfiguration<PasskeyCeremony>
{
    public void Configure(EntityTypeBuilder<PasskeyCeremony> builder)
    {
        builder.ToTable("passkey_ceremonies").HasKey(row => new { row.PoolId, row.UserId });
        builder.Property(row => row.PoolId).HasMaxLength(55);
        builder.Property(row => row.UserId).HasMaxLength(36);
    }
}
