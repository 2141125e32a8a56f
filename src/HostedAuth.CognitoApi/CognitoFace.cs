using HostedAuth.CognitoApi.Operations.SignIn;
using HostedAuth.CognitoApi.Protocol;
using HostedAuth.CognitoApi.Protocol.Signing;
using HostedAuth.Core.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.CognitoApi;

/// <summary>The face that speaks the Cognito API: <c>POST /</c> with the operation in the header X-Amz-Target.</summary>
public static class CognitoFace
{
    /// <summary>Registers the API and every operation in this assembly.</summary>
    public static IServiceCollection AddCognitoApi(this IServiceCollection services)
    {
        OperationCatalogue.Register(services);
        services.AddScoped<Caller>();
        services.AddScoped<PoolEntrance>();
        services.AddSingleton<SignatureCheck>();
        services.AddSingleton<FriendlyMembers>();
        services.AddSingleton<Dispatcher>();
        services.AddSignInOperations();
        return services;
    }

    /// <summary>Maps the API; for the base address, not those of pools.</summary>
    public static IEndpointConventionBuilder MapCognitoApi(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("");
        group.MapPost("/", http => http.RequestServices.GetRequiredService<Dispatcher>().AnswerAsync(http));
        group.MapMethods("/", [HttpMethods.Options], WireAnswer.AnswerPreflightAsync);
        return group;
    }

    /// <summary>True when a request is meant for this API, whether it can be answered or not.</summary>
    public static bool IsMeant(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Headers.ContainsKey(Dispatcher.TargetHeader);
    }

    /// <summary>Refuses a request on the host's behalf, before the API has seen it.</summary>
    public static Task RefuseAsync(HttpContext http, AuthError error, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(http);
        http.Response.Headers["x-amzn-requestid"] = Guid.NewGuid().ToString();
        WireAnswer.AllowEveryOrigin(http.Response);
        return ErrorAnswer.From(error).WriteAsync(http.Response, cancellationToken);
    }
}
