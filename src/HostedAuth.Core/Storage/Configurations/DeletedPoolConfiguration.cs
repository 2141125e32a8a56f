using HostedAuth.Core.UserPools;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class DeletedPoolConfiguration : IEntityTypeConfiguration<DeletedPool>
{
    public void Configure(EntityTypeBuilder<DeletedPool> builder)
    {
        builder.ToTable("deleted_pools").HasKey(pool => pool.Id);
        builder.Property(pool => pool.Id).HasMaxLength(55);
    }
}
