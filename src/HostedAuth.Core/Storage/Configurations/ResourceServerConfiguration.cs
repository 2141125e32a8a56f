using HostedAuth.Core.ResourceServers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class ResourceServerConfiguration : IEntityTypeConfiguration<ResourceServer>
{
    public void Configure(EntityTypeBuilder<ResourceServer> builder)
    {
        builder.ToTable("resource_servers").HasKey(server => new { server.PoolId, server.Identifier });
        builder.Property(server => server.PoolId).HasMaxLength(55);
        builder.Property(server => server.Identifier).HasMaxLength(256);
        builder.Property(server => server.Name).HasMaxLength(256);
        builder.Property(server => server.Scopes).AsDocument();
    }
}
