using HostedAuth.Core.Housekeeping;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class HousekeepingLeaseConfiguration : IEntityTypeConfiguration<HousekeepingLease>
{
    public void Configure(EntityTypeBuilder<HousekeepingLease> builder)
    {
        builder.ToTable("housekeeping_leases").HasKey(lease => lease.Name);
        builder.Property(lease => lease.Name).HasMaxLength(64);
        builder.Property(lease => lease.Holder).HasMaxLength(64);
    }
}
