using HostedAuth.Core.AccessKeys;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Authorization;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Devices;
using HostedAuth.Core.Domains;
using HostedAuth.Core.Groups;
using HostedAuth.Core.Housekeeping;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.Passkeys;
using HostedAuth.Core.ResourceServers;
using HostedAuth.Core.Risk;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Tokens;
using HostedAuth.Core.Tokens.Keys;
using HostedAuth.Core.Triggers;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;
using HostedAuth.Core.Users.Codes;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Storage;

// The tables.
public sealed partial class HostedAuthDbContext
{
    public DbSet<UserPool> UserPools => Set<UserPool>();

    public DbSet<DeletedPool> DeletedPools => Set<DeletedPool>();

    public DbSet<AppClient> AppClients => Set<AppClient>();

    public DbSet<DeletedClient> DeletedClients => Set<DeletedClient>();

    public DbSet<UserPoolDomain> Domains => Set<UserPoolDomain>();

    public DbSet<ResourceServer> ResourceServers => Set<ResourceServer>();

    public DbSet<User> Users => Set<User>();

    public DbSet<UserIdentifier> UserIdentifiers => Set<UserIdentifier>();

    public DbSet<UserSearchValue> UserSearchValues => Set<UserSearchValue>();

    public DbSet<PasswordHistoryEntry> PasswordHistory => Set<PasswordHistoryEntry>();

    public DbSet<OneTimeCode> OneTimeCodes => Set<OneTimeCode>();

    public DbSet<AttemptCounter> AttemptCounters => Set<AttemptCounter>();

    public DbSet<Group> Groups => Set<Group>();

    public DbSet<GroupMember> GroupMembers => Set<GroupMember>();

    public DbSet<SignInAttemptState> SignInAttempts => Set<SignInAttemptState>();

    public DbSet<Lockout> Lockouts => Set<Lockout>();

    public DbSet<PushedRequest> PushedRequests => Set<PushedRequest>();

    public DbSet<DeviceAuthorization> DeviceAuthorizations => Set<DeviceAuthorization>();

    public DbSet<Consent> Consents => Set<Consent>();

    public DbSet<SpentIdentifier> SpentIdentifiers => Set<SpentIdentifier>();

    public DbSet<SsoSession> SsoSessions => Set<SsoSession>();

    public DbSet<TokenSession> TokenSessions => Set<TokenSession>();

    public DbSet<KeptCode> KeptCodes => Set<KeptCode>();

    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();

    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    public DbSet<AccessKey> AccessKeys => Set<AccessKey>();

    public DbSet<AuthenticatorApp> AuthenticatorApps => Set<AuthenticatorApp>();

    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    public DbSet<Passkey> Passkeys => Set<Passkey>();

    public DbSet<PasskeyCeremony> PasskeyCeremonies => Set<PasskeyCeremony>();

    public DbSet<Device> Devices => Set<Device>();

    public DbSet<AuthEvent> AuthEvents => Set<AuthEvent>();

    public DbSet<TriggerCall> TriggerCalls => Set<TriggerCall>();

    public DbSet<HousekeepingLease> Leases => Set<HousekeepingLease>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<ConfigurationClock> ConfigurationClock => Set<ConfigurationClock>();
}
