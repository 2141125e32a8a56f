using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace HostedAuth.Server.Tests.Fixtures;

/// <summary>
/// Hears every database command of this process's requests until it is disposed; for tests that run alone. What works in the
/// background, at its own time, is not heard.
/// </summary>
internal sealed class DatabaseCommands : IDisposable
{
    private static readonly Ear Listening = new();

    private readonly List<string> _texts = [];

    public DatabaseCommands() => Listening.Heard += Note;

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

    public void Dispose() => Listening.Heard -= Note;

    /// <summary>
    /// From the first command on: a context that found nobody listening looks again only after a second, and what it did until
    /// then would go unheard.
    /// </summary>
    [ModuleInitializer]
    internal static void Listen()
    {
        DiagnosticListener.AllListeners.Subscribe(Listening);
        // So that there is one whether or not anything is logged.
        ActivitySource.AddActivityListener(new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
        });
    }

    private void Note(string command)
    {
        lock (_texts)
        {
            _texts.Add(command);
        }
    }

    private sealed class Ear : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public event Action<string>? Heard;

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
            {
                value.Subscribe(this);
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value is CommandEventData command && value.Key == RelationalEventId.CommandExecuting.Name && IsInRequest())
            {
                Heard?.Invoke(command.Command.CommandText);
            }
        }

        /// <summary>ASP.NET Core begins an activity with each request.</summary>
        private static bool IsInRequest()
        {
            for (var activity = Activity.Current; activity is not null; activity = activity.Parent)
            {
                if (activity.OperationName is "Microsoft.AspNetCore.Hosting.HttpRequestIn")
                {
                    return true;
                }
            }

            return false;
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
