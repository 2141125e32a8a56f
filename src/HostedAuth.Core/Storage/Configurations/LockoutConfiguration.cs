using HostedAuth.Core.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class LockoutConfiguration : IEntityTypeConfiguration<Lockout>
{
    public void Configure(EntityTypeBuilder<Lockout> builder)
    {
        builder.ToTable("lockouts").HasKey(lockout => new { lockout.PoolId, lockout.NameMac });
        builder.HasIndex(lockout => lockout.LastFailureAt);
        builder.Property(lockout => lockout.PoolId).HasMaxLength(55);
        builder.Property(lockout => lockout.NameMac).HasMaxLength(32);
    }
}
