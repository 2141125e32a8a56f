namespace HostedAuth.Server.Pages;

/// <summary>What is wrong with a form: shown at its top, and beside the field where there is one.</summary>
internal sealed class PageProblems
{
    private readonly List<PageProblem> _all = [];

    public IReadOnlyList<PageProblem> All => _all;

    public bool Any => _all.Count > 0;

    /// <summary>Notes a problem, of a field or of the whole form.</summary>
    public void Add(string text, string? field = null) => _all.Add(new(text, field));

    public string? Of(string field) => _all.Find(problem => problem.Field == field)?.Text;
}

/// <param name="Text">A sentence in the reader's language.</param>
/// <param name="Field">The name of the field; null for the whole form.</param>
internal sealed record PageProblem(string Text, string? Field);
