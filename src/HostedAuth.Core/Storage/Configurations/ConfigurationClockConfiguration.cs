using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class ConfigurationClockConfiguration : IEntityTypeConfiguration<ConfigurationClock>
{
    public void Configure(EntityTypeBuilder<ConfigurationClock> builder)
    {
        builder.ToTable("configuration_clock").HasKey(clock => clock.Id);
        builder.Property(clock => clock.Id).ValueGeneratedNever();
        builder.HasData(new ConfigurationClock());
    }
}
