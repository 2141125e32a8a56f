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
        builder.Property(message => message.PoolId).HasMaxLength(55);
        builder.Property(message => message.Id).HasMaxLength(36);
        builder.Property(message => message.Channel).HasMaxLength(16);
        builder.Property(message => message.LastError).HasMaxLength(512);
    }
}
