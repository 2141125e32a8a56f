using HostedAuth.CognitoApi.Protocol.Contract;
using HostedAuth.CognitoApi.Protocol.Signing;
using HostedAuth.Core.Deployment;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Requests;
using HostedAuth.Core.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HostedAuth.CognitoApi.Protocol;

/// <summary>
/// The one door of the API: <c>POST /</c>. Finds the operation, proves the caller, checks the members against the contract,
/// asks the policy, enters the pool, runs the operation; and is the one place where refusals become answers.
/// </summary>
internal sealed partial class Dispatcher(
    OperationCatalogue operations,
    SignatureCheck signatures,
    FriendlyMembers friendly,
    Settings settings,
    Database database,
    ILogger<Dispatcher> logger)
{
    public const string TargetHeader = "X-Amz-Target";

    private static readonly ApiContract Contract = ApiContract.UserPools;

    public async Task AnswerAsync(HttpContext http)
    {
        var requestId = Guid.NewGuid().ToString();
        http.Response.Headers["x-amzn-requestid"] = requestId;
        WireAnswer.AllowEveryOrigin(http.Response);
        try
        {
            var answer = await RunAsync(http, http.RequestAborted);
            await WireAnswer.WriteAsync(http.Response, answer, http.RequestAborted);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to hear an answer.
        }
#pragma warning disable CA1031 // The one place where anything unexpected becomes an answer that shows nothing.
        catch (Exception exception) when (!http.Response.HasStarted)
#pragma warning restore CA1031
        {
            await Refusal(exception, requestId).WriteAsync(http.Response, http.RequestAborted);
        }
    }

    private async Task<byte[]> RunAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var (contract, operation) = FindOperation(http.Request.Headers[TargetHeader].ToString());
        var body = await RequestBody.ReadAsync(http.Request, RequestBody.LimitOf(Contract, contract), cancellationToken);
        var services = http.RequestServices;
        var caller = services.GetRequiredService<Caller>();
        caller.Region = settings.Region;
        var signer = contract.Access is Access.Iam
            ? await signatures.VerifyAsync(http.Request, body, Contract.Service, cancellationToken)
            : null;
        if (signer is not null)
        {
            caller.Region = signer.Region;
        }

        using var document = RequestBody.Parse(body);
        var members = await friendly.ApplyAsync(contract, document.RootElement, cancellationToken);
        Validator.Check(Contract, contract, members);
        if (signer is not null || CallDetailsReader.HasAny(members))
        {
            CallDetailsReader.Read(services.GetRequiredService<CallDetails>(), members, isSigned: signer is not null);
        }

        var request = operation.Read(members);
        signer?.Authorize($"{Contract.Service}:{contract.Name}", RequestResource.Of(request, signer.Region));
        await services.GetRequiredService<PoolEntrance>().EnterAsync(request, signer?.Region, cancellationToken);
        return await operation.RunAsync(services, request, cancellationToken);
    }

    private (OperationContract Contract, OperationInvoker Operation) FindOperation(string target)
    {
        var dot = target.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0
            || target[..dot] != Contract.TargetPrefix
            || !Contract.Operations.TryGetValue(target[(dot + 1)..], out var contract))
        {
            throw WireException.UnknownOperation("The header X-Amz-Target names no operation of this API.");
        }

        return operations.Find(contract.Name) is { } operation
            ? (contract, operation)
            : throw WireException.UnknownOperation($"{contract.Name} isn't built yet in this server.");
    }

    private ErrorAnswer Refusal(Exception exception, string requestId)
    {
        switch (exception)
        {
            case WireException refusal:
                return ErrorAnswer.From(refusal);
            case AuthException refusal:
                return ErrorAnswer.From(refusal.Error);
            case BadHttpRequestException refusal:
                return new ErrorAnswer("SerializationException", "The request can't be read.", refusal.StatusCode);
            case var _ when database.IsUnavailable(exception):
                LogUnavailable(exception, requestId);
                return ErrorAnswer.Unavailable;
            default:
                LogFailure(exception, requestId);
                return ErrorAnswer.Internal(requestId);
        }
    }

    [LoggerMessage(3001, LogLevel.Error, "Request {RequestId} of the API failed.")]
    private partial void LogFailure(Exception exception, string requestId);

    [LoggerMessage(3002, LogLevel.Warning, "Request {RequestId} of the API had to be turned away: no database.")]
    private partial void LogUnavailable(Exception exception, string requestId);
}
