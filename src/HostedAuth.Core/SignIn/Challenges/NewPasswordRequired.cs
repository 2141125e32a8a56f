using System.Text.Encodings.Web;
using System.Text.Json;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>
/// NEW_PASSWORD_REQUIRED: an administrator's temporary password is replaced by the user's own, and the attributes that the
/// pool requires are filled in. The user becomes CONFIRMED.
/// </summary>
internal sealed class NewPasswordRequired(
    PoolScope scope,
    HostedAuthDbContext context,
    UserDirectory users,
    UserAttributes attributes,
    Passwords passwords,
    TokenSessions sessions) : IChallenge
{
    public const string ChallengeName = "NEW_PASSWORD_REQUIRED";

    private const string NewPassword = "NEW_PASSWORD";
    private const string Prefix = "userAttributes.";

    /// <summary>Read by programs, not browsers; names of people stay legible.</summary>
    private static readonly JsonSerializerOptions Legible = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Name => ChallengeName;

    /// <summary>Nothing is guessed here, only the policy met; but each try may cost some hashes.</summary>
    public int Tries => 20;

    public Task<Question> AskAsync(SignInContext at, CancellationToken cancellationToken)
    {
        var user = at.Claimant.User!;
        var known = attributes.Readable(at.Client, user).Where(pair => pair.Key != "sub").ToDictionary();
        var missing = scope.Pool.RequiredAttributes
            .Where(name => string.IsNullOrEmpty(user.Attributes.GetValueOrDefault(name)))
            .Select(name => Prefix + name);
        return Task.FromResult(new Question(new Dictionary<string, string>
        {
            [ChallengeParameters.UserId] = user.Username,
            ["requiredAttributes"] = JsonSerializer.Serialize(missing),
            ["userAttributes"] = JsonSerializer.Serialize(known, Legible),
        }));
    }

    public async Task<Outcome> AnswerAsync(
        SignInContext at,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken)
    {
        var user = at.Claimant.User!;
        if (user.Status != UserStatus.FORCE_CHANGE_PASSWORD)
        {
            return new Outcome.Wrong(AuthError.InvalidSession);
        }

        var password = new Secret(responses.Require(NewPassword));
        var given = Changes(user, responses);
        attributes.CheckWrite(at.Client, given, creating: false);
        await users.SetAttributesAsync(
            user,
            given.ToDictionary(pair => pair.Key, pair => (string?)pair.Value),
            cancellationToken);
        attributes.CheckRequired(user.Attributes);

        await passwords.SetAsync(user, password, temporary: false, cancellationToken);
        user.Status = UserStatus.CONFIRMED;
        SaveWithSession(user);
        return new Outcome.Settled();
    }

    /// <summary>In one transaction with the session that the sign-in yields.</summary>
    private void SaveWithSession(User user)
    {
        if (!scope.Pool.IsStrict)
        {
            // Whoever was in by an earlier password is out, before this sign-in gets its own session.
            context.RunWithSave(token => sessions.EndAllAsync(user.Id, exceptTokenSessionId: null, ssoToo: true, token));
        }

        // Refuses with AliasExists when an address that was filled in is another user's name.
        context.RunWithSave(users.SaveAsync);
    }

    /// <summary>
    /// The attributes sent, without those that say what is so already; clients send back all that they were shown.
    /// </summary>
    private Dictionary<string, string> Changes(User user, IReadOnlyDictionary<string, string> responses)
    {
        var changes = new Dictionary<string, string>();
        foreach (var (key, value) in responses.Where(pair => pair.Key.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var name = key[Prefix.Length..];
            var current = user.Attributes.GetValueOrDefault(name, "");
            if (current == value)
            {
                continue;
            }

            if (current != "" && scope.Pool.RequiredAttributes.Contains(name))
            {
                throw AuthError.AttributeAlreadyProvided(name).AsException();
            }

            changes.Add(name, value);
        }

        return changes;
    }
}
