namespace HostedAuth.Server.Hosting;

/// <summary>The program can't start; the message is a sentence for whoever started it.</summary>
/// <param name="sentence">What is wrong and what helps.</param>
/// <param name="exitCode">What the exit tells.</param>
internal class StartException(string sentence, int exitCode) : Exception(sentence)
{
    public int ExitCode { get; } = exitCode;
}
