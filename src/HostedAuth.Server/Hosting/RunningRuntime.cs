using System.Reflection;

namespace HostedAuth.Server.Hosting;

/// <summary>The ASP.NET Core that the program runs on.</summary>
/// <param name="Version">As its assemblies say it, such as <c>10.0.12+commit</c>; empty where they don't.</param>
internal sealed record RunningRuntime(string Version)
{
    public static RunningRuntime Here { get; } = new(typeof(WebApplication).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "");
}
