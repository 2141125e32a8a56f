using HostedAuth.Core.AppClients;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class AppClientConfiguration : IEntityTypeConfiguration<AppClient>
{
    public void Configure(EntityTypeBuilder<AppClient> builder)
    {
        builder.ToTable("app_clients").HasKey(client => new { client.PoolId, client.ClientId });
        builder.HasIndex(client => client.ClientId).IsUnique();
        builder.Property(client => client.PoolId).HasMaxLength(55);
        builder.Property(client => client.ClientId).HasMaxLength(128);
        builder.Property(client => client.Name).HasMaxLength(128);
        builder.Property(client => client.Settings).AsDocument();
        builder.Property(client => client.SessionRules!).AsDocument();
        builder.Property(client => client.Metadata!).AsDocument();
        builder.Property(client => client.HeldMetadata).AsDocument();
        builder.Property(client => client.RegistrationTokenHash).HasMaxLength(32);
        builder.Property(client => client.Risk!).AsDocument();
    }
}
