using HostedAuth.Core.Tokens;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class AuthorizationCodeConfiguration : IEntityTypeConfiguration<AuthorizationCode>
{
    public void Configure(EntityTypeBuilder<AuthorizationCode> builder)
    {
        builder.ToTable("authorization_codes").HasKey(code => new { code.PoolId, code.Hash });
        builder.HasIndex(code => code.ExpiresAt);
        builder.Property(code => code.PoolId).HasMaxLength(55);
        builder.Property(code => code.Hash).HasMaxLength(32);
        builder.Property(code => code.ClientId).HasMaxLength(128);
        builder.Property(code => code.UserId).HasMaxLength(36);
        builder.Property(code => code.SsoSessionId).HasMaxLength(36);
        builder.Property(code => code.TokenSessionId).HasMaxLength(36);
        builder.Property(code => code.Scopes).AsDocument();
        builder.Property(code => code.Resources).AsDocument();
        builder.Property(code => code.KeyThumbprint).HasMaxLength(64);
        builder.Property(code => code.Amr).AsDocument();
    }
}
