using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class PasswordHistoryEntryConfiguration : IEntityTypeConfiguration<PasswordHistoryEntry>
{
    public void Configure(EntityTypeBuilder<PasswordHistoryEntry> builder)
    {
        builder.ToTable("password_history").HasKey(entry => new { entry.PoolId, entry.UserId, entry.SetAt });
        builder.Property(entry => entry.PoolId).HasMaxLength(55);
        builder.Property(entry => entry.UserId).HasMaxLength(36);
        builder.Property(entry => entry.PasswordHash).HasMaxLength(256);
    }
}
