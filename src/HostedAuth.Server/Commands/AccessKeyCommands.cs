using System.CommandLine;
using System.Globalization;
using HostedAuth.Core.AccessKeys;
using HostedAuth.Server.Hosting;

namespace HostedAuth.Server.Commands;

/// <summary>
/// <c>access-keys create | list | remove</c>: the keys that sign calls of the API. Works on the database itself, beside a
/// running server or without one; arguments that are no option of the command are settings, as for the server.
/// </summary>
internal static class AccessKeyCommands
{
    public const string Name = "access-keys";

    /// <summary>Runs the command line after the program's name; gives the exit code.</summary>
    public static Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("HostedAuth") { Create(), List(), Remove() };
        return root.Parse(args[1..]).InvokeAsync(
            new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
    }

    private static Command Create()
    {
        var description = new Option<string>("--description") { Description = "What the key is for." };
        var policy = new Option<FileInfo>("--policy") { Description = "A file with what it may do, in IAM's JSON." };
        var pool = new Option<string>("--pool") { Description = "The one pool it may work on." };
        var readOnly = new Option<bool>("--read-only") { Description = "It may read, not change." };
        var expires = new Option<TimeSpan?>("--expires")
        {
            Description = "Makes a temporary key that ends after 90s, 15m, 1h or 7d.",
            CustomParser = result => ReadDuration(result.Tokens[0].Value) is { } time ? time : Refuse(result),
        };
        var command = NewCommand("create", "Makes a key and shows its secret, this once.", description, policy, pool, readOnly, expires);
        command.Validators.Add(result =>
        {
            if (result.GetResult(policy) is not null && (result.GetResult(pool) ?? result.GetResult(readOnly)) is not null)
            {
                result.AddError("--policy says it all: leave --pool and --read-only out.");
            }
        });
        command.SetAction((parsed, cancellationToken) => WithKeysAsync(parsed, async (keys, output) =>
        {
            var document = parsed.GetValue(policy) is { } file
                ? await File.ReadAllTextAsync(file.FullName, cancellationToken)
                : AccessPolicyDocument.Of(parsed.GetValue(pool), parsed.GetValue(readOnly));
            var key = await keys.CreateAsync(
                parsed.GetValue(description),
                document,
                parsed.GetValue(expires),
                cancellationToken);
            await output.WriteLineAsync(Show(key));
            return 0;
        }));
        return command;
    }

    private static Command List()
    {
        var command = NewCommand("list", "Lists the keys, without their secrets.");
        command.SetAction((parsed, cancellationToken) => WithKeysAsync(parsed, async (keys, output) =>
        {
            foreach (var key in await keys.ListAsync(cancellationToken))
            {
                var end = key.ExpiresAt is { } time ? $"until {Text(time)}" : "lasting";
                await output.WriteLineAsync($"{key.Id}  made {Text(key.CreatedAt)}  {end}  {key.Description}");
            }

            return 0;
        }));
        return command;
    }

    private static Command Remove()
    {
        var id = new Argument<string>("id") { Description = "The key's id." };
        var command = NewCommand("remove", "Removes a key; calls signed with it are refused from then on.");
        command.Add(id);
        command.SetAction((parsed, cancellationToken) => WithKeysAsync(parsed, async (keys, output) =>
        {
            var removed = await keys.RemoveAsync(parsed.GetRequiredValue(id), cancellationToken);
            await output.WriteLineAsync(removed ? "Removed." : "There is no key by that id.");
            return removed ? 0 : 1;
        }));
        return command;
    }

    private static Command NewCommand(string name, string description, params Option[] options)
    {
        // What is left over are settings (--DataFolder=…), which their reader checks.
        var command = new Command(name, description) { TreatUnmatchedTokensAsErrors = false };
        foreach (var option in options)
        {
            command.Add(option);
        }

        return command;
    }

    private static async Task<int> WithKeysAsync(ParseResult parsed, Func<AccessKeys, TextWriter, Task<int>> work)
    {
        try
        {
            var builder = Hosting.Hosting.CreateBuilder([.. parsed.UnmatchedTokens]);
            builder.Logging.ClearProviders();
            await using var app = builder.Build();
            await app.PrepareAsync();
            return await work(app.Services.GetRequiredService<AccessKeys>(), parsed.InvocationConfiguration.Output);
        }
        catch (Exception exception) when (exception is FormatException or IOException or StartException)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(exception.Message);
            return (exception as StartException)?.ExitCode ?? ExitCode.Configuration;
        }
    }

    private static string Show(NewAccessKey key)
    {
        var text = $"export AWS_ACCESS_KEY_ID={key.Id}\nexport AWS_SECRET_ACCESS_KEY={key.Secret.Value}";
        return key is { SessionToken: { } token, ExpiresAt: { } end }
            ? $"{text}\nexport AWS_SESSION_TOKEN={token.Value}\n# Ends {Text(end)}. The secret is not shown again."
            : $"{text}\n# The secret is not shown again.";
    }

    private static TimeSpan? Refuse(System.CommandLine.Parsing.ArgumentResult result)
    {
        result.AddError("--expires takes a number and s, m, h or d, such as 1h.");
        return null;
    }

    private static TimeSpan? ReadDuration(string text)
    {
        if (text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        return (number, text[^1]) switch
        {
            (0, _) => null,
            (_, 's') => TimeSpan.FromSeconds(number),
            (_, 'm') => TimeSpan.FromMinutes(number),
            (_, 'h') => TimeSpan.FromHours(number),
            ( <= 36_500, 'd') => TimeSpan.FromDays(number),
            _ => null,
        };
    }

    private static string Text(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
