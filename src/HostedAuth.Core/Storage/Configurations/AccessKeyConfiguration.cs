using HostedAuth.Core.AccessKeys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class AccessKeyConfiguration : IEntityTypeConfiguration<AccessKey>
{
    public void Configure(EntityTypeBuilder<AccessKey> builder)
    {
        builder.ToTable("access_keys").HasKey(key => key.Id);
        builder.Property(key => key.Id).HasMaxLength(128);
        builder.Property(key => key.Description).HasMaxLength(256);
    }
}
