using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HostedAuth.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "access_keys",
                columns: table => new
                {
                    Id = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    SealedSecret = table.Column<byte[]>(type: "bytea", nullable: false),
                    SessionTokenHash = table.Column<byte[]>(type: "bytea", nullable: true),
                    Policy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Description = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_access_keys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "app_clients",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    ClientId = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    Settings = table.Column<string>(type: "text", nullable: false),
                    Risk = table.Column<string>(type: "text", nullable: true),
                    SessionRules = table.Column<string>(type: "text", nullable: true),
                    Metadata = table.Column<string>(type: "text", nullable: true),
                    IsRegistered = table.Column<bool>(type: "boolean", nullable: false),
                    IsVouchedFor = table.Column<bool>(type: "boolean", nullable: false),
                    UsedAt = table.Column<long>(type: "bigint", nullable: true),
                    IsHeldByOperator = table.Column<bool>(type: "boolean", nullable: false),
                    HeldMetadata = table.Column<string>(type: "text", nullable: false),
                    RegistrationTokenHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: true),
                    SealedSecrets = table.Column<byte[]>(type: "bytea", nullable: true),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    ModifiedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_app_clients", x => new { x.PoolId, x.ClientId });
                });

            migrationBuilder.CreateTable(
                name: "attempt_counters",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    UserId = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    Act = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    Count = table.Column<int>(type: "integer", nullable: false),
                    WindowEndsAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attempt_counters", x => new { x.PoolId, x.UserId, x.Act });
                });

            migrationBuilder.CreateTable(
                name: "auth_events",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    Id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    UserId = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    Type = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    Response = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false, collation: "C"),
                    ClientId = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: true, collation: "C"),
                    Details = table.Column<string>(type: "text", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_auth_events", x => new { x.PoolId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "authenticator_apps",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    Id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    UserId = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    SealedSecret = table.Column<byte[]>(type: "bytea", nullable: false),
                    Name = table.Column<string>(type: "character varying(131)", maxLength: 131, nullable: true, collation: "C"),
                    VerifiedAt = table.Column<long>(type: "bigint", nullable: true),
                    LastUsedStep = table.Column<long>(type: "bigint", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_authenticator_apps", x => new { x.PoolId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "configuration_clock",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_configuration_clock", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "consents",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    UserId = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    ClientId = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    Id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: true, collation: "C"),
                    Scopes = table.Column<string>(type: "text", nullable: false),
                    Claims = table.Column<string>(type: "text", nullable: false),
                    Sites = table.Column<string>(type: "text", nullable: false),
                    GrantedAt = table.Column<long>(type: "bigint", nullable: false),
                    FlowHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_consents", x => new { x.PoolId, x.UserId, x.ClientId });
                });

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    FriendlyName = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    Xml = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_data_protection_keys", x => x.FriendlyName);
                });

            migrationBuilder.CreateTable(
                name: "deleted_clients",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    ClientId = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    DeletedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deleted_clients", x => new { x.PoolId, x.ClientId });
                });

            migrationBuilder.CreateTable(
                name: "deleted_pools",
                columns: table => new
                {
                    Id = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    DeletedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deleted_pools", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "device_authorizations",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    DeviceCodeHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    UserCodeHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    ClientId = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    Scopes = table.Column<string>(type: "text", nullable: false),
                    Resources = table.Column<string>(type: "text", nullable: false),
                    State = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    UserId = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: true, collation: "C"),
                    SsoSessionId = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: true, collation: "C"),
                    AuthenticatedAt = table.Column<long>(type: "bigint", nullable: true),
                    Amr = table.Column<string>(type: "text", nullable: false),
                    IsByTriggers = table.Column<bool>(type: "boolean", nullable: false),
                    IpAddress = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    IntervalSeconds = table.Column<int>(type: "integer", nullable: false),
                    PolledAt = table.Column<long>(type: "bigint", nullable: true),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_device_authorizations", x => new { x.PoolId, x.DeviceCodeHash });
                });

            migrationBuilder.CreateTable(
                name: "devices",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    Key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    UserId = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    GroupKey = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: true, collation: "C"),
                    SealedVerifier = table.Column<byte[]>(type: "bytea", nullable: true),
                    SecretMac = table.Column<byte[]>(type: "bytea", nullable: true),
                    IsRemembered = table.Column<bool>(type: "boolean", nullable: false),
                    HasProvenSecondFactor = table.Column<bool>(type: "boolean", nullable: false),
                    LastIpAddress = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    ModifiedAt = table.Column<long>(type: "bigint", nullable: false),
                    LastAuthenticatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_devices", x => new { x.PoolId, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "domains",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    Domain = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false, collation: "C"),
                    CustomDomainConfig = table.Column<string>(type: "text", nullable: true),
                    ManagedLoginVersion = table.Column<int>(type: "integer", nullable: false),
                    Routing = table.Column<string>(type: "text", nullable: true),
                    Version = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_domains", x => new { x.PoolId, x.Domain });
                });

            migrationBuilder.CreateTable(
                name: "group_members",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    GroupName = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    UserId = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    AddedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_group_members", x => new { x.PoolId, x.GroupName, x.UserId });
                });

            migrationBuilder.CreateTable(
                name: "groups",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    Description = table.Column<string>(type: "character varying(2048)", maxLength: 2048, nullable: true, collation: "C"),
                    Precedence = table.Column<int>(type: "integer", nullable: true),
                    RoleArn = table.Column<string>(type: "character varying(2048)", maxLength: 2048, nullable: true, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    ModifiedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_groups", x => new { x.PoolId, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "housekeeping_leases",
                columns: table => new
                {
                    Name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Holder = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Until = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_housekeeping_leases", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "kept_codes",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    Hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    ClientId = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    UserId = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    Content = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kept_codes", x => new { x.PoolId, x.Hash });
                });

            migrationBuilder.CreateTable(
                name: "lockouts",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    NameMac = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    Failures = table.Column<int>(type: "integer", nullable: false),
                    LastFailureAt = table.Column<long>(type: "bigint", nullable: false),
                    LockedUntil = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lockouts", x => new { x.PoolId, x.NameMac });
                });

            migrationBuilder.CreateTable(
                name: "one_time_codes",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    UserId = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    Purpose = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    Mac = table.Column<byte[]>(type: "bytea", nullable: false),
                    Attribute = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    Destination = table.Column<string>(type: "character varying(2048)", maxLength: 2048, nullable: false, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    SpentAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_one_time_codes", x => new { x.PoolId, x.UserId, x.Purpose });
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    Id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    Channel = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false, collation: "C"),
                    UserId = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: true, collation: "C"),
                    Purpose = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true, collation: "C"),
                    Destination = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    SealedBody = table.Column<byte[]>(type: "bytea", nullable: true),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "bigint", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    DeliveredAt = table.Column<long>(type: "bigint", nullable: true),
                    Sender = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: true, collation: "C"),
                    FailedAt = table.Column<long>(type: "bigint", nullable: true),
                    LastError = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => new { x.PoolId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "passkey_ceremonies",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    UserId = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    SealedState = table.Column<byte[]>(type: "bytea", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_passkey_ceremonies", x => new { x.PoolId, x.UserId });
                });

            migrationBuilder.CreateTable(
                name: "passkeys",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    CredentialId = table.Column<byte[]>(type: "bytea", maxLength: 1023, nullable: false),
                    UserId = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    PublicKey = table.Column<byte[]>(type: "bytea", nullable: false),
                    Name = table.Column<string>(type: "character varying(131)", maxLength: 131, nullable: false, collation: "C"),
                    RelyingPartyId = table.Column<string>(type: "character varying(253)", maxLength: 253, nullable: false, collation: "C"),
                    SignatureCounter = table.Column<long>(type: "bigint", nullable: false),
                    Transports = table.Column<string>(type: "text", nullable: false),
                    Attachment = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true, collation: "C"),
                    IsUserVerified = table.Column<bool>(type: "boolean", nullable: false),
                    IsBackupEligible = table.Column<bool>(type: "boolean", nullable: false),
                    IsBackedUp = table.Column<bool>(type: "boolean", nullable: false),
                    AttestationObject = table.Column<byte[]>(type: "bytea", nullable: false),
                    ClientDataJson = table.Column<byte[]>(type: "bytea", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    LastUsedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_passkeys", x => new { x.PoolId, x.CredentialId });
                });

            migrationBuilder.CreateTable(
                name: "password_history",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    UserId = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    SetAt = table.Column<long>(type: "bigint", nullable: false),
                    PasswordHash = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_password_history", x => new { x.PoolId, x.UserId, x.SetAt });
                });

            migrationBuilder.CreateTable(
                name: "pushed_requests",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    Hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    ClientId = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    SealedParameters = table.Column<byte[]>(type: "bytea", nullable: false),
                    KeyThumbprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    AnsweredAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pushed_requests", x => new { x.PoolId, x.Hash });
                });

            migrationBuilder.CreateTable(
                name: "recovery_codes",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    UserId = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    Mac = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    UsedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recovery_codes", x => new { x.PoolId, x.UserId, x.Mac });
                });

            migrationBuilder.CreateTable(
                name: "resource_servers",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    Identifier = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C"),
                    Scopes = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_resource_servers", x => new { x.PoolId, x.Identifier });
                });

            migrationBuilder.CreateTable(
                name: "sign_in_attempts",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    AttemptId = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    FailedTries = table.Column<int>(type: "integer", nullable: false),
                    SpentAt = table.Column<long>(type: "bigint", nullable: true),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sign_in_attempts", x => new { x.PoolId, x.AttemptId });
                });

            migrationBuilder.CreateTable(
                name: "signing_keys",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    Kid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Algorithm = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false, collation: "C"),
                    State = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    SealedPrivateKey = table.Column<byte[]>(type: "bytea", nullable: false),
                    PublicKey = table.Column<byte[]>(type: "bytea", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    ActivatedAt = table.Column<long>(type: "bigint", nullable: true),
                    RetiredAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_signing_keys", x => new { x.PoolId, x.Kid });
                });

            migrationBuilder.CreateTable(
                name: "spent_identifiers",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    Hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_spent_identifiers", x => new { x.PoolId, x.Hash });
                });

            migrationBuilder.CreateTable(
                name: "sso_sessions",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    Id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    UserId = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    SecretHash = table.Column<byte[]>(type: "bytea", nullable: false),
                    AuthenticatedAt = table.Column<long>(type: "bigint", nullable: false),
                    Amr = table.Column<string>(type: "text", nullable: false),
                    IsByTriggers = table.Column<bool>(type: "boolean", nullable: false),
                    Acr = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    IpAddress = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    UserAgent = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    FlowHash = table.Column<byte[]>(type: "bytea", nullable: true),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sso_sessions", x => new { x.PoolId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "token_sessions",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    Id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    UserId = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    EventId = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    ClientId = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    SsoSessionId = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: true, collation: "C"),
                    AuthenticatedAt = table.Column<long>(type: "bigint", nullable: false),
                    Amr = table.Column<string>(type: "text", nullable: false),
                    IsByTriggers = table.Column<bool>(type: "boolean", nullable: false),
                    Scopes = table.Column<string>(type: "text", nullable: false),
                    Resources = table.Column<string>(type: "text", nullable: false),
                    ClaimsRequest = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    KeyThumbprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    CertificateThumbprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    ByOAuth = table.Column<bool>(type: "boolean", nullable: false),
                    Acr = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    DeviceKey = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    IpAddress = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    UserAgent = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    RefreshGeneration = table.Column<int>(type: "integer", nullable: false),
                    RefreshGenerationBeganAt = table.Column<long>(type: "bigint", nullable: true),
                    RefreshExpiresAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_token_sessions", x => new { x.PoolId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "trigger_calls",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    Id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    Source = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Target = table.Column<string>(type: "character varying(2048)", maxLength: 2048, nullable: false, collation: "C"),
                    Outcome = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false, collation: "C"),
                    Error = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: true, collation: "C"),
                    DurationMilliseconds = table.Column<int>(type: "integer", nullable: false),
                    SealedEvent = table.Column<byte[]>(type: "bytea", nullable: true),
                    CalledAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trigger_calls", x => new { x.PoolId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "user_identifiers",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    Value = table.Column<string>(type: "character varying(512)", maxLength: 512, nullable: false, collation: "C"),
                    UserId = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_user_identifiers", x => new { x.PoolId, x.Value });
                });

            migrationBuilder.CreateTable(
                name: "user_pools",
                columns: table => new
                {
                    Id = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    Region = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    Settings = table.Column<string>(type: "text", nullable: false),
                    Mfa = table.Column<string>(type: "text", nullable: true),
                    Risk = table.Column<string>(type: "text", nullable: true),
                    SessionRules = table.Column<string>(type: "text", nullable: true),
                    OAuth = table.Column<string>(type: "text", nullable: true),
                    Schema = table.Column<string>(type: "text", nullable: false),
                    Tags = table.Column<string>(type: "text", nullable: false),
                    SealedRootKey = table.Column<byte[]>(type: "bytea", nullable: false),
                    ConfigurationVersion = table.Column<long>(type: "bigint", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    ModifiedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_user_pools", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "user_search_values",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    UserId = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    Value = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_user_search_values", x => new { x.PoolId, x.UserId, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    PoolId = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: false, collation: "C"),
                    Id = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: false, collation: "C"),
                    Username = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false, collation: "C"),
                    Status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    Enabled = table.Column<bool>(type: "boolean", nullable: false),
                    Attributes = table.Column<string>(type: "text", nullable: false),
                    PasswordHash = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    SealedSrpVerifier = table.Column<byte[]>(type: "bytea", nullable: true),
                    PasswordSetAt = table.Column<long>(type: "bigint", nullable: true),
                    ActiveFactors = table.Column<string>(type: "text", nullable: false),
                    PreferredFactor = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true, collation: "C"),
                    SecondFactorsSince = table.Column<long>(type: "bigint", nullable: true),
                    SecondFactorsBegunBy = table.Column<string>(type: "character varying(36)", maxLength: 36, nullable: true, collation: "C"),
                    SecurityStamp = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    ConcurrencyStamp = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    ModifiedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_users", x => new { x.PoolId, x.Id });
                });

            migrationBuilder.InsertData(
                table: "configuration_clock",
                columns: new[] { "Id", "Version" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_app_clients_ClientId",
                table: "app_clients",
                column: "ClientId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_attempt_counters_WindowEndsAt",
                table: "attempt_counters",
                column: "WindowEndsAt");

            migrationBuilder.CreateIndex(
                name: "IX_auth_events_CreatedAt",
                table: "auth_events",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_auth_events_PoolId_UserId_CreatedAt",
                table: "auth_events",
                columns: new[] { "PoolId", "UserId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_authenticator_apps_PoolId_UserId",
                table: "authenticator_apps",
                columns: new[] { "PoolId", "UserId" });

            migrationBuilder.CreateIndex(
                name: "IX_device_authorizations_ExpiresAt",
                table: "device_authorizations",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_device_authorizations_PoolId_ClientId_ExpiresAt",
                table: "device_authorizations",
                columns: new[] { "PoolId", "ClientId", "ExpiresAt" });

            migrationBuilder.CreateIndex(
                name: "IX_device_authorizations_PoolId_UserCodeHash",
                table: "device_authorizations",
                columns: new[] { "PoolId", "UserCodeHash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_device_authorizations_PoolId_UserId",
                table: "device_authorizations",
                columns: new[] { "PoolId", "UserId" });

            migrationBuilder.CreateIndex(
                name: "IX_devices_PoolId_UserId_Key",
                table: "devices",
                columns: new[] { "PoolId", "UserId", "Key" });

            migrationBuilder.CreateIndex(
                name: "IX_domains_Domain",
                table: "domains",
                column: "Domain",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_group_members_PoolId_UserId",
                table: "group_members",
                columns: new[] { "PoolId", "UserId" });

            migrationBuilder.CreateIndex(
                name: "IX_kept_codes_ExpiresAt",
                table: "kept_codes",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_lockouts_LastFailureAt",
                table: "lockouts",
                column: "LastFailureAt");

            migrationBuilder.CreateIndex(
                name: "IX_one_time_codes_ExpiresAt",
                table: "one_time_codes",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_DeliveredAt_NextAttemptAt",
                table: "outbox",
                columns: new[] { "DeliveredAt", "NextAttemptAt" });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_PoolId_UserId_Id",
                table: "outbox",
                columns: new[] { "PoolId", "UserId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_passkeys_PoolId_UserId",
                table: "passkeys",
                columns: new[] { "PoolId", "UserId" });

            migrationBuilder.CreateIndex(
                name: "IX_pushed_requests_ExpiresAt",
                table: "pushed_requests",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_sign_in_attempts_ExpiresAt",
                table: "sign_in_attempts",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_spent_identifiers_ExpiresAt",
                table: "spent_identifiers",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_sso_sessions_ExpiresAt",
                table: "sso_sessions",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_sso_sessions_PoolId_UserId",
                table: "sso_sessions",
                columns: new[] { "PoolId", "UserId" });

            migrationBuilder.CreateIndex(
                name: "IX_token_sessions_ExpiresAt",
                table: "token_sessions",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_token_sessions_PoolId_SsoSessionId",
                table: "token_sessions",
                columns: new[] { "PoolId", "SsoSessionId" });

            migrationBuilder.CreateIndex(
                name: "IX_token_sessions_PoolId_UserId_EventId",
                table: "token_sessions",
                columns: new[] { "PoolId", "UserId", "EventId" });

            migrationBuilder.CreateIndex(
                name: "IX_trigger_calls_PoolId_CalledAt",
                table: "trigger_calls",
                columns: new[] { "PoolId", "CalledAt" });

            migrationBuilder.CreateIndex(
                name: "IX_user_identifiers_PoolId_UserId",
                table: "user_identifiers",
                columns: new[] { "PoolId", "UserId" });

            migrationBuilder.CreateIndex(
                name: "IX_user_search_values_PoolId_Name_Value_UserId",
                table: "user_search_values",
                columns: new[] { "PoolId", "Name", "Value", "UserId" });

            migrationBuilder.CreateIndex(
                name: "IX_users_PoolId_Enabled_Id",
                table: "users",
                columns: new[] { "PoolId", "Enabled", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_users_PoolId_Status_Id",
                table: "users",
                columns: new[] { "PoolId", "Status", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_users_PoolId_Username",
                table: "users",
                columns: new[] { "PoolId", "Username" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "access_keys");

            migrationBuilder.DropTable(
                name: "app_clients");

            migrationBuilder.DropTable(
                name: "attempt_counters");

            migrationBuilder.DropTable(
                name: "auth_events");

            migrationBuilder.DropTable(
                name: "authenticator_apps");

            migrationBuilder.DropTable(
                name: "configuration_clock");

            migrationBuilder.DropTable(
                name: "consents");

            migrationBuilder.DropTable(
                name: "data_protection_keys");

            migrationBuilder.DropTable(
                name: "deleted_clients");

            migrationBuilder.DropTable(
                name: "deleted_pools");

            migrationBuilder.DropTable(
                name: "device_authorizations");

            migrationBuilder.DropTable(
                name: "devices");

            migrationBuilder.DropTable(
                name: "domains");

            migrationBuilder.DropTable(
                name: "group_members");

            migrationBuilder.DropTable(
                name: "groups");

            migrationBuilder.DropTable(
                name: "housekeeping_leases");

            migrationBuilder.DropTable(
                name: "kept_codes");

            migrationBuilder.DropTable(
                name: "lockouts");

            migrationBuilder.DropTable(
                name: "one_time_codes");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "passkey_ceremonies");

            migrationBuilder.DropTable(
                name: "passkeys");

            migrationBuilder.DropTable(
                name: "password_history");

            migrationBuilder.DropTable(
                name: "pushed_requests");

            migrationBuilder.DropTable(
                name: "recovery_codes");

            migrationBuilder.DropTable(
                name: "resource_servers");

            migrationBuilder.DropTable(
                name: "sign_in_attempts");

            migrationBuilder.DropTable(
                name: "signing_keys");

            migrationBuilder.DropTable(
                name: "spent_identifiers");

            migrationBuilder.DropTable(
                name: "sso_sessions");

            migrationBuilder.DropTable(
                name: "token_sessions");

            migrationBuilder.DropTable(
                name: "trigger_calls");

            migrationBuilder.DropTable(
                name: "user_identifiers");

            migrationBuilder.DropTable(
                name: "user_pools");

            migrationBuilder.DropTable(
                name: "user_search_values");

            migrationBuilder.DropTable(
                name: "users");
        }
    }
}
