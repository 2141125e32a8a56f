using HostedAuth.Core.Triggers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class TriggerCallConfiguration : IEntityTypeConfiguration<TriggerCall>
{
    public void Configure(EntityTypeBuilder<TriggerCall> builder)
    {
        builder.ToTable("trigger_calls").HasKey(row => new { row.PoolId, row.Id });
        builder.HasIndex(row => new { row.PoolId, row.CalledAt });
        builder.Property(row => row.PoolId).HasMaxLength(55);
        builder.Property(row => row.Id).HasMaxLength(36);
        builder.Property(row => row.Source).HasMaxLength(64);
        builder.Property(row => row.Target).HasMaxLength(2048);
        builder.Property(row => row.Outcome).HasMaxLength(16);
        builder.Property(row => row.Error).HasMaxLength(1024);
    }
}
