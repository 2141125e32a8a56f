using HostedAuth.Core.Errors;

namespace HostedAuth.Core.Users;

/// <summary>How a lost name is called where a user who exists asks for it.</summary>
internal static class AliasRefusals
{
    /// <summary>The names of a user who exists are aliases, also where one of them is the user name.</summary>
    public static async Task NameAsync(Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (AuthException exception) when (exception.Error.Kind == ErrorKind.UsernameExists)
        {
            throw (exception.Error with { Kind = ErrorKind.AliasExists }).AsException();
        }
    }
}
