using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class UserIdentifierConfiguration : IEntityTypeConfiguration<UserIdentifier>
{
    public void Configure(EntityTypeBuilder<UserIdentifier> builder)
    {
        builder.ToTable("user_identifiers").HasKey(name => new { name.PoolId, name.Value });
        builder.HasIndex(name => new { name.PoolId, name.UserId });
        builder.Property(name => name.PoolId).HasMaxLength(55);
        builder.Property(name => name.Value).HasMaxLength(512);
        builder.Property(name => name.UserId).HasMaxLength(36);
    }
}
