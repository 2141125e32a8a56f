using System.Diagnostics.Metrics;

namespace HostedAuth.Server.Tests.Fixtures;

/// <summary>Counts the modular powers of this process; for tests that run alone.</summary>
internal sealed class SrpPowers : IDisposable
{
    private readonly MeterListener _listener = new();
    private int _count;

    public SrpPowers()
    {
        _listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Name is "srp.powers")
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((_, count, _, _) => Interlocked.Add(ref _count, count));
        _listener.Start();
    }

    /// <summary>How many were worked out since this was made.</summary>
    public int Count => _count;

    public void Dispose() => _listener.Dispose();
}
