using HostedAuth.Core.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HostedAuth.Core.Storage.Configurations;

internal sealed class SignInAttemptStateConfiguration : IEntityTypeConfiguration<SignInAttemptState>
{
    public void Configure(EntityTypeBuilder<SignInAttemptState> builder)
    {
        builder.ToTable("sign_in_attempts").HasKey(attempt => new { attempt.PoolId, attempt.AttemptId });
        builder.HasIndex(attempt => attempt.ExpiresAt);
        builder.Property(attempt => attempt.PoolId).HasMaxLength(55);
        builder.Property(attempt => attempt.AttemptId).HasMaxLength(36);
    }
}
