using HostedAuth.Core.Users.Codes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class AttemptCounterConfiguration : IEntityTypeConfiguration<AttemptCounter>
{
    public void Configure(EntityTypeBuilder<AttemptCounter> builder)
    {
        builder.ToTable("attempt_counters").HasKey(counter => new { counter.PoolId, counter.UserId, counter.Act });
        builder.HasIndex(counter => counter.WindowEndsAt);
        builder.Property(counter => counter.PoolId).HasMaxLength(55);
        builder.Property(counter => counter.UserId).HasMaxLength(36);
    }
}
