using HostedAuth.Core.Mfa;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class AuthenticatorAppConfiguration : IEntityTypeConfiguration<AuthenticatorApp>
{
    public void Configure(EntityTypeBuilder<AuthenticatorApp> builder)
    {
        builder.ToTable("authenticator_apps").HasKey(row => new { row.PoolId, row.Id });
        builder.HasIndex(row => new { row.PoolId, row.UserId });
        builder.Property(row => row.PoolId).HasMaxLength(55);
        builder.Property(row => row.Id).HasMaxLength(36);
        builder.Property(row => row.UserId).HasMaxLength(36);
        builder.Property(row => row.Name).HasMaxLength(131);
    }
}
