using HostedAuth.Core.Devices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class DeviceConfiguration : IEntityTypeConfiguration<Device>
{
    public void Configure(EntityTypeBuilder<Device> builder)
    {
        builder.ToTable("devices").HasKey(row => new { row.PoolId, row.Key });
        builder.HasIndex(row => new { row.PoolId, row.UserId, row.Key });
        builder.Property(row => row.PoolId).HasMaxLength(55);
        builder.Property(row => row.Key).HasMaxLength(64);
        builder.Property(row => row.UserId).HasMaxLength(36);
        builder.Property(row => row.GroupKey).HasMaxLength(64);
        builder.Property(row => row.Name).HasMaxLength(1024);
        builder.Property(row => row.LastIpAddress).HasMaxLength(64);
    }
}
