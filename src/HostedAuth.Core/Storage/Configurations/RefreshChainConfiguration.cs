using HostedAuth.Core.Tokens;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class RefreshChainConfiguration : IEntityTypeConfiguration<RefreshChain>
{
    public void Configure(EntityTypeBuilder<RefreshChain> builder)
    {
        builder.ToTable("refresh_chains").HasKey(chain => new { chain.PoolId, chain.Id });
        builder.HasIndex(chain => new { chain.PoolId, chain.TokenSessionId });
        builder.HasIndex(chain => chain.ExpiresAt);
        builder.Property(chain => chain.PoolId).HasMaxLength(55);
        builder.Property(chain => chain.Id).HasMaxLength(36);
        builder.Property(chain => chain.TokenSessionId).HasMaxLength(36);
    }
}
