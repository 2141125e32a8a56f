using HostedAuth.Server.Tests.Conformance.Driver;

namespace HostedAuth.Server.Tests.Conformance;

/// <summary>A certification plan of the OpenID Foundation.</summary>
/// <param name="Name">What <see cref="ModuleAttribute.Plan"/> calls it.</param>
/// <param name="Id">The suite's name.</param>
/// <param name="Flows">What its modules are walked with; empty where they bring their own.</param>
/// <param name="Modules">Their names.</param>
internal sealed record ConformancePlan(string Name, string Id, IReadOnlyList<string> Flows, IReadOnlyList<string> Modules)
{
    /// <summary>What the modules are walked with, where <see cref="Flows"/> doesn't say it.</summary>
    public string Note { get; init; } = "";

    public bool IsServed => Flows.All(EachFlowAttribute.Served.Contains);
}

/// <summary>The plans that the server is held to.</summary>
internal static partial class ConformancePlans
{
    public const string Dynamic = "Dynamic OP";
    public const string Fapi2Prefix = "fapi2-security-profile-final-";
    public const string Fapi2 = "FAPI 2 Security Profile final";

    private const string BackChannel = "Back-Channel Logout OP";
    private const string FrontChannel = "Front-Channel Logout OP";
    private const string National = "left out: belongs to the profile of one country's ecosystem";

    public static IReadOnlyList<ConformancePlan> All { get; } =
    [
        new("Basic OP", "oidcc-basic-certification-test-plan", [.. Flow.Basic], Split(BasicModules)),
        new("Config OP", "oidcc-config-certification-test-plan", [], ["oidcc-discovery-endpoint-verification"]),
        new("Implicit OP", "oidcc-implicit-certification-test-plan", Flow.Implicit, Split(ImplicitModules)),
        new("Hybrid OP", "oidcc-hybrid-certification-test-plan", Flow.Hybrid, Split(HybridModules)),
        new("Form Post OP, basic", "oidcc-formpost-basic-certification-test-plan", Posted(Flow.Basic), Split(BasicModules)),
        new("Form Post OP, implicit", "oidcc-formpost-implicit-certification-test-plan", Posted(Flow.Implicit), Split(ImplicitModules)),
        new("Form Post OP, hybrid", "oidcc-formpost-hybrid-certification-test-plan", Posted(Flow.Hybrid), Split(HybridModules)),
        new(Dynamic, "oidcc-dynamic-certification-test-plan", [], Split(DynamicModules)),
        new("RP-Initiated Logout OP", "oidcc-rp-initiated-logout-certification-test-plan", [], Split(LogoutModules)),
        new(
            BackChannel,
            "oidcc-backchannel-rp-initiated-logout-certification-test-plan",
            [],
            ["oidcc-backchannel-logout-discovery-endpoint-verification", "oidcc-backchannel-rp-initiated-logout"]),
        new(
            FrontChannel,
            "oidcc-frontchannel-rp-initiated-logout-certification-test-plan",
            [],
            ["oidcc-frontchannel-logout-discovery-endpoint-verification", "oidcc-frontchannel-rp-initiated-logout"]),
        new(
            Fapi2,
            "fapi2-security-profile-final-test-plan",
            [],
            [.. Split(Fapi2Modules).Select(module => $"{Fapi2Prefix}{module}")])
        {
            Note = ", as `plain_fapi` with `openid_connect`, `private_key_jwt`, `dpop`, unsigned requests and plain answers",
        },
    ];

    /// <summary>Modules without a test, by name, and why.</summary>
    public static IReadOnlyDictionary<string, string> LeftOut { get; } = new Dictionary<string, string>
    {
        [Fapi2Prefix + "australia-connectid-ensure-invalid-purpose-fails"] = National,
        [Fapi2Prefix + "australia-connectid-test-claims-parameter-idtoken-identity-claims"] = National,
        [Fapi2Prefix + "brazil-ensure-bad-payment-signature-fails"] = National,
        [Fapi2Prefix + "ensure-server-handles-non-matching-intent-id"] = National,
        [Fapi2Prefix + "test-essential-acr-sca-claim"] = National,
    };

    private static IReadOnlyList<string> Posted(IReadOnlyList<string> flows) => [.. Flow.Posted(flows)];

    private static string[] Split(string modules) =>
        modules.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
