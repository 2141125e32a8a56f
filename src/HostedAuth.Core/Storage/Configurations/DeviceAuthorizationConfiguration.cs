using HostedAuth.Core.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class DeviceAuthorizationConfiguration : IEntityTypeConfiguration<DeviceAuthorization>
{
    public void Configure(EntityTypeBuilder<DeviceAuthorization> builder)
    {
        builder.ToTable("device_authorizations").HasKey(row => new { row.PoolId, row.DeviceCodeHash });
        builder.HasIndex(row => new { row.PoolId, row.UserCodeHash }).IsUnique();
        builder.HasIndex(row => new { row.PoolId, row.UserId });
        builder.HasIndex(row => new { row.PoolId, row.ClientId, row.ExpiresAt });
        builder.HasIndex(row => row.ExpiresAt);
        builder.Property(row => row.PoolId).HasMaxLength(55);
        builder.Property(row => row.DeviceCodeHash).HasMaxLength(32);
        builder.Property(row => row.UserCodeHash).HasMaxLength(32);
        builder.Property(row => row.ClientId).HasMaxLength(128);
        builder.Property(row => row.UserId).HasMaxLength(36);
        builder.Property(row => row.SsoSessionId).HasMaxLength(36);
        builder.Property(row => row.IpAddress).HasMaxLength(64);
        builder.Property(row => row.Scopes).AsDocument();
        builder.Property(row => row.Resources).AsDocument();
        builder.Property(row => row.Amr).AsDocument();
    }
}
