using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Domains;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.CognitoApi.Operations.Pools;

/// <summary>A user pool on the wire: its settings, the API's defaults filled in.</summary>
public sealed record UserPoolType : UserPoolSettings
{
    public UserPoolType(UserPool pool, IReadOnlyList<UserPoolDomain> domains, long users)
        : base(pool.Settings)
    {
        Id = pool.Id;
        Name = pool.Name;
        Arn = PoolArn.Of(pool.Id).ToString();
        CreationDate = pool.CreatedAt;
        LastModifiedDate = pool.ModifiedAt;
        SchemaAttributes = pool.Schema;
        UserPoolTags = pool.Tags;
        EstimatedNumberOfUsers = (int)Math.Min(users, int.MaxValue);
        Domain = domains.FirstOrDefault(domain => !domain.IsCustom)?.Domain;
        CustomDomain = domains.FirstOrDefault(domain => domain.IsCustom)?.Domain;

        // What a request may leave absent and the answer states (CreateUserPool with only a name).
        var password = PasswordRules.Of(this);
        AcrConfiguration = Effective(AcrConfiguration);
        AdminCreateUserConfig = (AdminCreateUserConfig ?? new()) with
        {
            AllowAdminCreateUserOnly = AdminCreateUserConfig?.AllowAdminCreateUserOnly ?? false,
            UnusedAccountValidityDays =
                AdminCreateUserConfig?.UnusedAccountValidityDays ?? password.TemporaryPasswordValidityDays,
        };
        DeletionProtection ??= "INACTIVE";
        EmailConfiguration = (EmailConfiguration ?? new()) with
        {
            EmailSendingAccount = EmailConfiguration?.EmailSendingAccount ?? "COGNITO_DEFAULT",
        };
        LambdaConfig ??= new();
        MfaConfiguration ??= "OFF";
        Policies = Effective(Policies, password);
        UserAttributeUpdateSettings ??= new() { AttributesRequireVerificationBeforeUpdate = [] };
        UserPoolTier ??= "ESSENTIALS";
    }

    public string Id { get; }

    public string Name { get; }

    public string Arn { get; }

    public DateTimeOffset CreationDate { get; }

    public DateTimeOffset LastModifiedDate { get; }

    public IReadOnlyList<SchemaAttribute> SchemaAttributes { get; }

    public IReadOnlyDictionary<string, string> UserPoolTags { get; }

    public int EstimatedNumberOfUsers { get; }

    public string? Domain { get; }

    public string? CustomDomain { get; }

    private static UserPoolPolicy Effective(UserPoolPolicy? named, PasswordRules password) => new()
    {
        PasswordPolicy = new()
        {
            MinimumLength = password.MinimumLength,
            RequireUppercase = password.RequireUppercase,
            RequireLowercase = password.RequireLowercase,
            RequireNumbers = password.RequireNumbers,
            RequireSymbols = password.RequireSymbols,
            PasswordHistorySize = named?.PasswordPolicy?.PasswordHistorySize,
            TemporaryPasswordValidityDays = password.TemporaryPasswordValidityDays,
        },
        SignInPolicy = named?.SignInPolicy ?? new() { AllowedFirstAuthFactors = [SignInPolicy.Password] },
    };

    /// <summary>All four levels, where the pool names any.</summary>
    private static Dictionary<string, AcrLevelConfig>? Effective(IReadOnlyDictionary<string, AcrLevelConfig>? named) =>
        named is null
            ? null
            : Enumerable.Range(1, 4).ToDictionary(
                level => $"Level{level}",
                level => named.GetValueOrDefault($"Level{level}") ?? new() { AcrValue = $"{AuthenticationLevels.DefaultPrefix}{level}" });
}
