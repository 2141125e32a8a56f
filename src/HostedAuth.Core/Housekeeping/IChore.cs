namespace HostedAuth.Core.Housekeeping;

/// <summary>Work that is done now and then, by one node at a time; each room of the core brings its own.</summary>
public interface IChore
{
    /// <summary>Names the lease row; 64 characters at most.</summary>
    string Name { get; }

    /// <summary>The pause between two runs.</summary>
    TimeSpan Every { get; }

    Task RunAsync(CancellationToken cancellationToken);
}
