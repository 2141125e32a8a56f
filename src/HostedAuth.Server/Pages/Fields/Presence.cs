namespace HostedAuth.Server.Pages.Fields;

/// <summary>Whether a form is filled in, for browsers that don't see to it themselves.</summary>
internal static class Presence
{
    /// <summary>Notes each required field that is empty.</summary>
    public static bool HasAll(this HostedPage page, params IEnumerable<(Field Field, string? Value)> inputs)
    {
        foreach (var (field, _) in inputs.Where(input => input.Field.Required && string.IsNullOrWhiteSpace(input.Value)))
        {
            page.Problems.Add(page.Texts["errors.required", "label", field.Label], field.Name);
        }

        return !page.Problems.Any;
    }
}
