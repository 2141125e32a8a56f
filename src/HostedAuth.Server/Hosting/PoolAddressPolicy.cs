using HostedAuth.Core.Storage;
using Microsoft.AspNetCore.Routing.Matching;

namespace HostedAuth.Server.Hosting;

/// <summary>Where an endpoint answers.</summary>
internal enum AnswersAt
{
    /// <summary>At the address of a pool, in either form.</summary>
    Pool,

    /// <summary>At the base host alone: the API, the console, the mailbox.</summary>
    BaseHost,
}

/// <summary>
/// Hides endpoints where they don't answer, so that a pool's domain has no API and the base host no login page.
/// </summary>
internal sealed class PoolAddressPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => 0;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<AnswersAtMetadata>() is not null);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        var here = httpContext.RequestServices.GetRequiredService<PoolScope>().PoolId is null
            ? AnswersAt.BaseHost
            : AnswersAt.Pool;
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates[i].Endpoint.Metadata.GetMetadata<AnswersAtMetadata>() is { } answers && answers.At != here)
            {
                candidates.SetValidity(i, false);
            }
        }

        return Task.CompletedTask;
    }
}

/// <summary>What <see cref="PoolAddressPolicy"/> reads from an endpoint.</summary>
internal sealed record AnswersAtMetadata(AnswersAt At);
