using HostedAuth.Core.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class PushedRequestConfiguration : IEntityTypeConfiguration<PushedRequest>
{
    public void Configure(EntityTypeBuilder<PushedRequest> builder)
    {
        builder.ToTable("pushed_requests").HasKey(request => new { request.PoolId, request.Hash });
        builder.HasIndex(request => request.ExpiresAt);
        builder.Property(request => request.PoolId).HasMaxLength(55);
        builder.Property(request => request.Hash).HasMaxLength(32);
        builder.Property(request => request.ClientId).HasMaxLength(128);
        builder.Property(request => request.KeyThumbprint).HasMaxLength(64);
    }
}
