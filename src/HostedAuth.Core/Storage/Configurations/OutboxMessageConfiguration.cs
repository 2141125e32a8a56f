using HostedAuth.Core.Delivery;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class OutboxMessageConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("outbox").HasKey(message => new { message.PoolId, message.Id });
        builder.HasIndex(message => new { message.DeliveredAt, message.NextAttemptAt });
        builder.HasIndex(message => new { message.PoolId, message.UserId, message.Id });
        builder.Property(message => message.UserId).HasMaxLength(36);
        builder.Property(message => message.Purpose).HasConversion<string>().HasMaxLength(32);
        builder.Property(message => message.Destination).HasMaxLength(64);
        builder.Property(message => message.Sender).HasMaxLength(128);
        builder.Property(message => message.PoolId).HasMaxLength(55);
        builder.Property(message => message.Id).HasMaxLength(36);
        builder.Property(message => message.Channel).HasMaxLength(16);
        builder.Property(message => message.LastError).HasMaxLength(512);
    }
}
