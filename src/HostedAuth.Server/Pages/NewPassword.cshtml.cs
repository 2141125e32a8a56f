using System.Text.Json;
using HostedAuth.Core.SignIn;
using HostedAuth.Server.Pages.Fields;
using Microsoft.AspNetCore.Mvc;

namespace HostedAuth.Server.Pages;

/// <summary>
/// GET and POST /newPassword: answers NEW_PASSWORD_REQUIRED, with a password of one's own and the required attributes that
/// the account lacks.
/// </summary>
internal sealed class NewPasswordModel(SignInFlow flow, SignInSteps steps) : PlainChallengePage(flow, steps)
{
    private const string AttributePrefix = "userAttributes.";

    private IReadOnlyDictionary<string, string> _values = new Dictionary<string, string>();

    public override string Name => "newPassword";

    public Field UsernameInput => UsernameField.Known(Pool, Texts, Step.Username);

    public Field PasswordInput => PasswordField.New(Pool, Texts, "field.newPassword") with { Focus = true };

    /// <summary>The attributes that the account lacks.</summary>
    public IReadOnlyList<string> Attributes => field ??= ReadAttributes(Step.Parameters);

    public IEnumerable<Field> AttributeInputs => AttributeFields.InOrder(Attributes)
        .Select(name => AttributeFields.Create(Pool, Texts, name, _values.GetValueOrDefault(name)) with { Required = true });

    protected override IReadOnlyList<string> Challenges => ["NEW_PASSWORD_REQUIRED"];

    public async Task<IActionResult> OnPostAsync([FromForm] string? password, CancellationToken cancellationToken)
    {
        if (!IsAsked)
        {
            return StartAgain();
        }

        _values = AttributeFields.Read(Request.Form, Attributes);
        var inputs = AttributeInputs.Select(field => (field, (string?)_values.GetValueOrDefault(field.Name)))
            .Prepend((PasswordInput, password));
        if (!this.HasAll(inputs))
        {
            return Again();
        }

        var responses = _values.ToDictionary(pair => AttributePrefix + pair.Key, pair => pair.Value);
        responses["NEW_PASSWORD"] = password!;
        return await AnswerAsync(responses, cancellationToken);
    }

    private static IReadOnlyList<string> ReadAttributes(IReadOnlyDictionary<string, string> parameters) =>
        parameters.TryGetValue("requiredAttributes", out var names)
            ? [.. JsonSerializer.Deserialize<string[]>(names)!.Select(name => name.StartsWith(AttributePrefix, StringComparison.Ordinal)
                ? name[AttributePrefix.Length..]
                : name)]
            : [];
}
