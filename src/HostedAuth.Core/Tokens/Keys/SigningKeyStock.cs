using System.Collections.Concurrent;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Hashing;
using HostedAuth.Core.Tokens.Jose;
using Microsoft.Extensions.Hosting;

namespace HostedAuth.Core.Tokens.Keys;

/// <summary>
/// A few RSA keys made ahead in the hashing lane, so that making a pool need not wait for them. They live in memory alone
/// and go with the process.
/// </summary>
public sealed class SigningKeyStock(HashingLane lane, KeyMaker maker, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan PauseWhenBusy = TimeSpan.FromSeconds(5);

    /// <summary>Two pools' worth.</summary>
    private const int Size = 4;

    private readonly ConcurrentQueue<KeyMaterial> _ready = new();
    private readonly SemaphoreSlim _taken = new(Size);

    /// <summary>A key that nobody else has; made at once where the stock is empty, or where that takes no time.</summary>
    public async Task<KeyMaterial> TakeAsync(string algorithm, CancellationToken cancellationToken)
    {
        if (!SigningAlgorithms.IsRsa(algorithm))
        {
            return maker.MakeEc();
        }

        if (!_ready.TryDequeue(out var key))
        {
            return await MakeAsync(cancellationToken);
        }

        _taken.Release();
        return key;
    }

    public override void Dispose()
    {
        _taken.Dispose();
        base.Dispose();
    }

    /// <summary>Makes a key for each one missing.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await _taken.WaitAsync(stoppingToken);
                await RefillAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task RefillAsync(CancellationToken stoppingToken)
    {
        try
        {
            _ready.Enqueue(await MakeAsync(stoppingToken));
        }
        catch (AuthException)
        {
            // The lane is full of sign-ins, which come first.
            await Task.Delay(PauseWhenBusy, time, stoppingToken);
            _taken.Release();
        }
    }

    private Task<KeyMaterial> MakeAsync(CancellationToken cancellationToken) =>
        lane.RunAsync(maker.MakeRsa, cancellationToken);
}
