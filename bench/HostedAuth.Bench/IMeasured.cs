namespace HostedAuth.Bench;

/// <summary>A process whose work is measured.</summary>
internal interface IMeasured
{
    /// <summary>CPU time of all its threads so far.</summary>
    TimeSpan ProcessorTime { get; }

    /// <summary>CPU time so far of its just-in-time compiler, where that can be told.</summary>
    TimeSpan CompilerTime { get; }
}
