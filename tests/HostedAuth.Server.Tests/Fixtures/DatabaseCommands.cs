using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace HostedAuth.Server.Tests.Fixtures;

/// <summary>Hears every database command of this process; for tests that run alone.</summary>
internal sealed class DatabaseCommands : IDisposable, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private readonly List<IDisposable> _subscriptions = [];
    private readonly List<string> _texts = [];

    public DatabaseCommands() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    /// <summary>The commands so far, without their values.</summary>
    public IReadOnlyList<string> Texts
    {
        get
        {
            lock (_texts)
            {
                return [.. _texts];
            }
        }
    }

    public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory)
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandEventData command && value.Key == RelationalEventId.CommandExecuting.Name)
        {
            lock (_texts)
            {
                _texts.Add(command.Command.CommandText);
            }
        }
    }

    private const string DbLoggerCategory = "Microsoft.EntityFrameworkCore";
}
