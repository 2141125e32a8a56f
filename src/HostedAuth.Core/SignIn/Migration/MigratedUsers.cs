using HostedAuth.Core.Errors;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Triggers;
using HostedAuth.Core.Users;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Core.SignIn.Migration;

/// <summary>
/// Makes users of people whom UserMigration knows, in a unit of work of its own: of two at once one makes the user, and
/// neither disturbs what the sign-in has in hand.
/// </summary>
public sealed class MigratedUsers(PoolScope scope, UserDirectory directory, IServiceScopeFactory scopes)
{
    /// <summary>
    /// The new user, tracked by the unit of work at hand; null where the name was taken meanwhile. Refuses with
    /// InvalidLambdaResponse attributes that the pool doesn't take, and a user who would not have the name typed; with
    /// AliasExists an address that another user has.
    /// </summary>
    internal async Task<User?> MakeAsync(
        string username,
        MigratedUser migrated,
        Secret? password,
        CancellationToken cancellationToken)
    {
        await using var own = scopes.CreateAsyncScope();
        own.ServiceProvider.GetRequiredService<PoolScope>().Enter(scope.Pool);
        var id = await MakeAsync(own.ServiceProvider, username, migrated, password, cancellationToken);
        return id is null ? null : await directory.FindByIdAsync(id, cancellationToken);
    }

    private async Task<string?> MakeAsync(
        IServiceProvider services,
        string username,
        MigratedUser migrated,
        Secret? password,
        CancellationToken cancellationToken)
    {
        var users = services.GetRequiredService<UserDirectory>();
        var user = Create(services, username, migrated);
        if (password is { } given)
        {
            await services.GetRequiredService<Passwords>().SetProvenAsync(user, given, cancellationToken);
        }

        if (migrated.ForcesAlias)
        {
            await users.TakeAliasesAsync(user, cancellationToken);
        }

        try
        {
            await users.SaveAsync(cancellationToken);
            return user.Id;
        }
        catch (AuthException refusal) when (refusal.Error.Kind is ErrorKind.UsernameExists or ErrorKind.AliasExists)
        {
            if (await directory.ReadAsync(username, cancellationToken) is null)
            {
                throw;
            }

            return null;
        }
    }

    /// <summary>Attributes that the pool requires may be missing, as on AWS.</summary>
    private User Create(IServiceProvider services, string username, MigratedUser migrated)
    {
        try
        {
            services.GetRequiredService<UserAttributes>().CheckWrite(client: null, migrated.Attributes, creating: true);
            var name = migrated.Username ?? username;
            UserNames.AttributeOf(scope.Pool, name);
            var user = services.GetRequiredService<UserDirectory>().Create(
                name,
                migrated.Attributes,
                migrated.IsConfirmed ? UserStatus.CONFIRMED : UserStatus.RESET_REQUIRED);
            if (migrated.EnablesSms && user.Attributes.ContainsKey("phone_number"))
            {
                user.ActiveFactors = [SecondFactors.Sms];
            }

            return UserNames.Of(scope.Pool, user).ContainsKey(directory.Normalize(username))
                ? user
                : throw AuthError.TriggerAnswerUnreadable.AsException();
        }
        catch (AuthException refusal) when (refusal.Error.Kind is ErrorKind.InvalidParameter)
        {
            throw AuthError.TriggerAnswerUnreadable.AsException();
        }
    }
}
