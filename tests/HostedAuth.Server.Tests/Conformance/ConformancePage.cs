using System.Globalization;
using System.Reflection;
using System.Text;

namespace HostedAuth.Server.Tests.Conformance;

/// <summary>docs/conformance.md, made from the attributes of the tests.</summary>
internal static class ConformancePage
{
    private const string NotServed = "not walked";

    private static readonly List<(ModuleAttribute Module, MethodInfo Test)> Tests =
    [
        .. from type in typeof(ConformancePage).Assembly.GetTypes()
           from test in type.GetMethods()
           from module in test.GetCustomAttributes<ModuleAttribute>()
           select (module, test),
    ];

    /// <summary>Tests of modules that no plan has.</summary>
    public static IEnumerable<string> Strays => Tests
        .Where(one => !ConformancePlans.All.Any(plan => IsOf(one.Module, plan) && plan.Modules.Contains(one.Module.Name)))
        .Select(one => one.Test.Name);

    /// <summary>Modules with neither a test nor a reason, and those with both.</summary>
    public static IEnumerable<string> Undecided =>
        from plan in ConformancePlans.All
        where plan.IsServed
        from module in plan.Modules
        where (Find(plan, module) is not null) == ConformancePlans.LeftOut.ContainsKey(module)
        select $"{plan.Name}: {module}";

    public static string Write()
    {
        var page = new StringBuilder(
            """
            # OpenID conformance

            The certification plans of the [OpenID Foundation](https://openid.net/certification/) for providers, module by
            module: what the suite's module of that name checks, a test of ours checks by a real exchange over HTTP, with a
            browser that has cookies and signs in at the pages. The tests are our own; this is no certificate. Where a plan is
            walked with several response types or by form_post, the test runs once for each. The table is made from the tests'
            attributes; a test holds it true, `HOSTEDAUTH_WRITE_DOCS=1` writes it anew.

            """);
        foreach (var plan in ConformancePlans.All)
        {
            Write(page, plan);
        }

        return page.ToString();
    }

    private static void Write(StringBuilder page, ConformancePlan plan)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {plan.Name}\n\n`{plan.Id}`");
        page.Append(plan.Flows.Count > 0 ? $", with {string.Join(", ", plan.Flows.Select(flow => $"`{flow}`"))}\n\n" : $"{plan.Note}\n\n");
        page.Append("| Module | Clause | Test | Result |\n| --- | --- | --- | --- |\n");
        foreach (var module in plan.Modules)
        {
            var (clause, test, result) = Find(plan, module) is { } found
                ? (found.Module.Clause, $"`{found.Test.DeclaringType!.Name}.{found.Test.Name}`", found.Module.Result)
                : ("", "", ConformancePlans.LeftOut.GetValueOrDefault(module, NotServed));
            page.Append(CultureInfo.InvariantCulture, $"| {module} | {clause} | {test} | {(plan.IsServed ? result : NotServed)} |\n");
        }
    }

    private static (ModuleAttribute Module, MethodInfo Test)? Find(ConformancePlan plan, string module)
    {
        var found = Tests.Where(one => one.Module.Name == module && IsOf(one.Module, plan)).ToList();
        return found.Count == 0 ? null : found.Single();
    }

    /// <summary>Clients of the dynamic plan register themselves, so its modules are walked apart.</summary>
    private static bool IsOf(ModuleAttribute module, ConformancePlan plan) =>
        module.Plan is null ? plan.Name is not ConformancePlans.Dynamic : module.Plan == plan.Name;
}
