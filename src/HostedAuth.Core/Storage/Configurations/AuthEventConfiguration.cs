using HostedAuth.Core.Risk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class AuthEventConfiguration : IEntityTypeConfiguration<AuthEvent>
{
    public void Configure(EntityTypeBuilder<AuthEvent> builder)
    {
        builder.ToTable("auth_events").HasKey(row => new { row.PoolId, row.Id });
        builder.HasIndex(row => new { row.PoolId, row.UserId, row.CreatedAt });
        builder.HasIndex(row => new { row.CreatedAt });
        builder.Property(row => row.PoolId).HasMaxLength(55);
        builder.Property(row => row.Id).HasMaxLength(36);
        builder.Property(row => row.UserId).HasMaxLength(36);
        builder.Property(row => row.Type).HasMaxLength(32);
        builder.Property(row => row.Response).HasMaxLength(16);
        builder.Property(row => row.ClientId).HasMaxLength(128);
        builder.Property(row => row.Details).AsDocument();
    }
}
