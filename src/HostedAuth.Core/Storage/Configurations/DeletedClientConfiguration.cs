using HostedAuth.Core.AppClients;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class DeletedClientConfiguration : IEntityTypeConfiguration<DeletedClient>
{
    public void Configure(EntityTypeBuilder<DeletedClient> builder)
    {
        builder.ToTable("deleted_clients").HasKey(client => new { client.PoolId, client.ClientId });
        builder.Property(client => client.PoolId).HasMaxLength(55);
        builder.Property(client => client.ClientId).HasMaxLength(128);
    }
}
