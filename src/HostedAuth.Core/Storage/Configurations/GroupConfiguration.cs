using HostedAuth.Core.Groups;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class GroupConfiguration : IEntityTypeConfiguration<Group>
{
    public void Configure(EntityTypeBuilder<Group> builder)
    {
        builder.ToTable("groups").HasKey(group => new { group.PoolId, group.Name });
        builder.Property(group => group.PoolId).HasMaxLength(55);
        builder.Property(group => group.Name).HasMaxLength(128);
        builder.Property(group => group.Description).HasMaxLength(2048);
        builder.Property(group => group.RoleArn).HasMaxLength(2048);
    }
}
