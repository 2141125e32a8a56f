using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("users").HasKey(user => new { user.PoolId, user.Id });
        builder.HasIndex(user => new { user.PoolId, user.Username }).IsUnique();
        builder.HasIndex(user => new { user.PoolId, user.Status, user.Id });
        builder.HasIndex(user => new { user.PoolId, user.Enabled, user.Id });
        builder.Property(user => user.PoolId).HasMaxLength(55);
        builder.Property(user => user.Id).HasMaxLength(36);
        builder.Property(user => user.Username).HasMaxLength(128);
        builder.Property(user => user.Attributes).AsDocument();
        builder.Property(user => user.ActiveFactors).AsDocument();
        builder.Property(user => user.PreferredFactor).HasMaxLength(32);
        builder.Property(user => user.SecondFactorsBegunBy).HasMaxLength(36);
        builder.Property(user => user.PasswordHash).HasMaxLength(256);
        builder.Property(user => user.SecurityStamp).HasMaxLength(64);
        builder.Property(user => user.ConcurrencyStamp).HasMaxLength(64).IsConcurrencyToken();
    }
}
