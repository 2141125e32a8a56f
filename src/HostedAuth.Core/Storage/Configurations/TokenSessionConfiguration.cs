using HostedAuth.Core.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class TokenSessionConfiguration : IEntityTypeConfiguration<TokenSession>
{
    public void Configure(EntityTypeBuilder<TokenSession> builder)
    {
        builder.ToTable("token_sessions").HasKey(session => new { session.PoolId, session.Id });
        builder.HasIndex(session => new { session.PoolId, session.UserId, session.EventId });
        builder.HasIndex(session => new { session.PoolId, session.SsoSessionId });
        builder.HasIndex(session => session.ExpiresAt);
        builder.Property(session => session.PoolId).HasMaxLength(55);
        builder.Property(session => session.Id).HasMaxLength(36);
        builder.Property(session => session.UserId).HasMaxLength(36);
        builder.Property(session => session.EventId).HasMaxLength(36);
        builder.Property(session => session.ClientId).HasMaxLength(128);
        builder.Property(session => session.SsoSessionId).HasMaxLength(36);
        builder.Property(session => session.Amr).AsDocument();
        builder.Property(session => session.Acr).HasMaxLength(64);
        builder.Property(session => session.DeviceKey).HasMaxLength(64);
        builder.Property(session => session.IpAddress).HasMaxLength(64);
        builder.Property(session => session.UserAgent).HasMaxLength(256);
        builder.Property(session => session.Scopes).AsDocument();
        builder.Property(session => session.Resources).AsDocument();
        builder.Property(session => session.KeyThumbprint).HasMaxLength(64);
        builder.Property(session => session.CertificateThumbprint).HasMaxLength(64);
    }
}
