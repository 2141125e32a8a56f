using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace HostedAuth.Core.Storage;

/// <summary>What holds for every column, so that both databases sort, compare and keep alike.</summary>
internal static class Conventions
{
    /// <summary>How documents are kept: the API's own names, absent members left out.</summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public static void Apply(ModelConfigurationBuilder builder)
    {
        // Ticks in UTC sort and compare alike on both databases.
        builder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        builder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
    }

    /// <summary>PostgreSQL compares by the cluster's language otherwise, which breaks prefix ranges and keys.</summary>
    public static void CompareByBytes(ModelBuilder modelBuilder, string? provider)
    {
        if (provider?.Contains("Npgsql", StringComparison.Ordinal) != true)
        {
            return;
        }

        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            if (property.ClrType == typeof(string) || property.GetProviderClrType() == typeof(string))
            {
                property.SetCollation("C");
            }
        }
    }

    /// <summary>A property kept as a JSON document.</summary>
    public static PropertyBuilder<T> AsDocument<T>(this PropertyBuilder<T> property)
        where T : class =>
        property.HasConversion(
            value => JsonSerializer.Serialize(value, Json),
            text => JsonSerializer.Deserialize<T>(text, Json)!,
            new ValueComparer<T>(
                (a, b) => ReferenceEquals(a, b) || JsonSerializer.Serialize(a, Json) == JsonSerializer.Serialize(b, Json),
                value => JsonSerializer.Serialize(value, Json).GetHashCode(StringComparison.Ordinal),
                value => value));

    public static LambdaExpression OfPool(Type entity, HostedAuthDbContext context)
    {
        var row = Expression.Parameter(entity, "row");
        return Expression.Lambda(
            Expression.Equal(
                Expression.Property(row, "PoolId"),
                Expression.Property(Expression.Constant(context), nameof(HostedAuthDbContext.PoolId))),
            row);
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        time => time.UtcTicks,
        ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
