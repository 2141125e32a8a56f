using HostedAuth.Core.Groups;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class GroupMemberConfiguration : IEntityTypeConfiguration<GroupMember>
{
    public void Configure(EntityTypeBuilder<GroupMember> builder)
    {
        builder.ToTable("group_members").HasKey(member => new { member.PoolId, member.GroupName, member.UserId });
        builder.HasIndex(member => new { member.PoolId, member.UserId });
        builder.Property(member => member.PoolId).HasMaxLength(55);
        builder.Property(member => member.GroupName).HasMaxLength(128);
        builder.Property(member => member.UserId).HasMaxLength(36);
    }
}
