using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.CognitoApi.Protocol;

/// <summary>Runs one operation: members in JSON in, members in JSON out.</summary>
internal abstract class OperationInvoker(Type operation)
{
    /// <summary>The class that is the operation; its name is the operation's.</summary>
    public Type Operation { get; } = operation;

    public string Name => Operation.Name;

    /// <summary>Reads the request's members.</summary>
    public abstract object Read(JsonElement body);

    /// <summary>Answers a request that <see cref="Read"/> made; the pool has been entered.</summary>
    public abstract Task<byte[]> RunAsync(IServiceProvider services, object request, CancellationToken cancellationToken);
}

/// <inheritdoc cref="OperationInvoker"/>
internal sealed class OperationInvoker<TOperation, TRequest, TResponse>() : OperationInvoker(typeof(TOperation))
    where TOperation : ICognitoOperation<TRequest, TResponse>
    where TRequest : class
    where TResponse : class
{
    public override object Read(JsonElement body)
    {
        try
        {
            return body.Deserialize<TRequest>(WireJson.Options)!;
        }
        catch (JsonException)
        {
            // The contract lets through what the request's type can't hold; the exception's own text would show values.
            throw WireException.Serialization("A member of the request has the wrong type.");
        }
    }

    public override async Task<byte[]> RunAsync(
        IServiceProvider services,
        object request,
        CancellationToken cancellationToken)
    {
        var operation = services.GetRequiredService<TOperation>();
        var response = await operation.HandleAsync((TRequest)request, cancellationToken);
        return JsonSerializer.SerializeToUtf8Bytes(response, WireJson.Options);
    }
}
