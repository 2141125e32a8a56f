using HostedAuth.Core.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class SpentIdentifierConfiguration : IEntityTypeConfiguration<SpentIdentifier>
{
    public void Configure(EntityTypeBuilder<SpentIdentifier> builder)
    {
        builder.ToTable("spent_identifiers").HasKey(row => new { row.PoolId, row.Hash });
        builder.HasIndex(row => row.ExpiresAt);
        builder.Property(row => row.PoolId).HasMaxLength(55);
        builder.Property(row => row.Hash).HasMaxLength(32);
    }
}
