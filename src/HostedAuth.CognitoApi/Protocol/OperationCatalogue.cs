using System.Collections.Frozen;
using HostedAuth.CognitoApi.Protocol.Contract;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.CognitoApi.Protocol;

/// <summary>The operations that are built: every class of this assembly that is one, by its name.</summary>
internal sealed class OperationCatalogue
{
    private readonly FrozenDictionary<string, OperationInvoker> _byName;

    public OperationCatalogue(IEnumerable<OperationInvoker> operations)
    {
        _byName = operations.ToFrozenDictionary(operation => operation.Name, StringComparer.Ordinal);
        if (_byName.Keys.FirstOrDefault(name => !ApiContract.UserPools.Operations.ContainsKey(name)) is { } unknown)
        {
            throw new InvalidOperationException($"The contract has no operation {unknown}.");
        }
    }

    /// <summary>The names of all operations that are built.</summary>
    public IEnumerable<string> Names => _byName.Keys;

    /// <summary>The operation, or null when it isn't built.</summary>
    public OperationInvoker? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Finds every operation of this assembly and registers it.</summary>
    public static void Register(IServiceCollection services)
    {
        var invokers = new List<OperationInvoker>();
        foreach (var type in typeof(OperationCatalogue).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false }))
        {
            var contract = type.GetInterfaces().FirstOrDefault(face =>
                face.IsGenericType && face.GetGenericTypeDefinition() == typeof(ICognitoOperation<,>));
            if (contract is null)
            {
                continue;
            }

            services.AddScoped(type);
            var invoker = typeof(OperationInvoker<,,>).MakeGenericType([type, .. contract.GetGenericArguments()]);
            invokers.Add((OperationInvoker)Activator.CreateInstance(invoker)!);
        }

        services.AddSingleton(new OperationCatalogue(invokers));
    }
}
