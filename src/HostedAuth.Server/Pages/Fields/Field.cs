namespace HostedAuth.Server.Pages.Fields;

/// <summary>One input of a form: what the person sees, and what browsers and password managers need to know.</summary>
internal sealed record Field(string Name, string Label)
{
    public string Type { get; init; } = "text";

    public string? Value { get; init; }

    /// <summary>A token of the HTML standard's autofill list.</summary>
    public string? Autocomplete { get; init; }

    public string? InputMode { get; init; }

    public string? Hint { get; init; }

    public bool Required { get; init; } = true;

    public bool ReadOnly { get; init; }

    /// <summary>Whether the cursor waits here when the page opens.</summary>
    public bool Focus { get; init; }

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public string? Pattern { get; init; }

    /// <summary>What generated passwords must hold, for password managers.</summary>
    public string? PasswordRules { get; init; }

    public string? Class { get; init; }

    public string Id => $"f-{Name.Replace(':', '-')}";

    public string HintId => $"{Id}-hint";

    public string ProblemId => $"{Id}-problem";

    /// <summary>What is typed is spelled as it is: no capital letter is put in, nothing is underlined.</summary>
    public bool Verbatim { get; init; }
}
