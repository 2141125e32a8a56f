using HostedAuth.Core.Users.Codes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class OneTimeCodeConfiguration : IEntityTypeConfiguration<OneTimeCode>
{
    public void Configure(EntityTypeBuilder<OneTimeCode> builder)
    {
        builder.ToTable("one_time_codes").HasKey(code => new { code.PoolId, code.UserId, code.Purpose });
        builder.HasIndex(code => code.ExpiresAt);
        builder.Property(code => code.PoolId).HasMaxLength(55);
        builder.Property(code => code.UserId).HasMaxLength(36);
        builder.Property(code => code.Attribute).HasMaxLength(32);
        builder.Property(code => code.Destination).HasMaxLength(2048);
    }
}
