using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class UserSearchValueConfiguration : IEntityTypeConfiguration<UserSearchValue>
{
    public void Configure(EntityTypeBuilder<UserSearchValue> builder)
    {
        builder.ToTable("user_search_values").HasKey(value => new { value.PoolId, value.UserId, value.Name });
        // The user last, so that equal values page by range too.
        builder.HasIndex(value => new { value.PoolId, value.Name, value.Value, value.UserId });
        builder.Property(value => value.PoolId).HasMaxLength(55);
        builder.Property(value => value.UserId).HasMaxLength(36);
        builder.Property(value => value.Name).HasMaxLength(32);
        builder.Property(value => value.Value).HasMaxLength(SearchableAttributes.KeptLength);
    }
}
