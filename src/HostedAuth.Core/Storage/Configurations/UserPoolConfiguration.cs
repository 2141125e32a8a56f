using HostedAuth.Core.UserPools;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class UserPoolConfiguration : IEntityTypeConfiguration<UserPool>
{
    public void Configure(EntityTypeBuilder<UserPool> builder)
    {
        builder.ToTable("user_pools").HasKey(pool => pool.Id);
        builder.Property(pool => pool.Id).HasMaxLength(55);
        builder.Property(pool => pool.Name).HasMaxLength(128);
        builder.Property(pool => pool.Region).HasMaxLength(32);
        builder.Property(pool => pool.Settings).AsDocument();
        builder.Property(pool => pool.Mfa!).AsDocument();
        builder.Property(pool => pool.SessionRules!).AsDocument();
        builder.Property(pool => pool.OAuth!).AsDocument();
        builder.Property(pool => pool.Risk!).AsDocument();
        builder.Property(pool => pool.Schema).AsDocument();
        builder.Property(pool => pool.Tags).AsDocument();
        builder.Ignore(pool => pool.IsStrict);
    }
}
