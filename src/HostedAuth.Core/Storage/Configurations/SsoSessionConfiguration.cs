using HostedAuth.Core.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class SsoSessionConfiguration : IEntityTypeConfiguration<SsoSession>
{
    public void Configure(EntityTypeBuilder<SsoSession> builder)
    {
        builder.ToTable("sso_sessions").HasKey(session => new { session.PoolId, session.Id });
        builder.HasIndex(session => new { session.PoolId, session.UserId });
        builder.HasIndex(session => session.ExpiresAt);
        builder.Property(session => session.PoolId).HasMaxLength(55);
        builder.Property(session => session.Id).HasMaxLength(36);
        builder.Property(session => session.UserId).HasMaxLength(36);
        builder.Property(session => session.Amr).AsDocument();
        builder.Property(session => session.Acr).HasMaxLength(64);
        builder.Property(session => session.IpAddress).HasMaxLength(64);
        builder.Property(session => session.UserAgent).HasMaxLength(256);
    }
}
