using HostedAuth.Server.Theming;

namespace HostedAuth.Server.Pages.Fields;

/// <summary>A field as the partial view draws it.</summary>
/// <param name="Field">The field.</param>
/// <param name="Problem">What is wrong with it; or null.</param>
/// <param name="Texts">The texts of the page.</param>
internal sealed record FieldView(Field Field, string? Problem, Texts Texts)
{
    /// <summary>The ids of what is said about the field.</summary>
    public string? DescribedBy => (Field.Hint, Problem) switch
    {
        (null, null) => null,
        (null, _) => Field.ProblemId,
        (_, null) => Field.HintId,
        _ => $"{Field.ProblemId} {Field.HintId}",
    };

    /// <summary>After a refusal the cursor stays with the summary of the problems.</summary>
    public static FieldView Of(HostedPage page, Field field) => new(
        field with { Focus = field.Focus && !page.Problems.Any },
        page.Problems.Of(field.Name),
        page.Texts);
}
