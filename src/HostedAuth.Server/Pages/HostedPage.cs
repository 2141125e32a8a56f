using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users.Codes;
using HostedAuth.Server.Pages.Gate;
using HostedAuth.Server.Theming;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace HostedAuth.Server.Pages;

/// <summary>What every page has: its texts, its errors, the request it belongs to, and the ways on.</summary>
[IgnoreAntiforgeryToken] // The gate checks our own form tokens.
[RequestSizeLimit(MaximumBytes)]
[RequestFormLimits(ValueCountLimit = 64, KeyLengthLimit = 128, ValueLengthLimit = 8192, BufferBodyLengthLimit = MaximumBytes)]
internal abstract class HostedPage : PageModel
{
    private const int MaximumBytes = 64 * 1024;

    /// <summary>The first part of the keys of its texts: <c>login</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it is a station of an authorization request.</summary>
    public virtual bool NeedsRequest => true;

    /// <summary>Whether its form can end at a client's address.</summary>
    public virtual bool LeadsOut => false;

    /// <summary>The one foreign origin that it shows a picture from; or null.</summary>
    public virtual string? ImageHost => null;

    public Texts Texts => field ??= Service<Languages>().Choose(Request);

    public PageProblems Problems { get; } = new();

    /// <summary>The authorization request; on pages that need one.</summary>
    public PageRequest Opened
    {
        get => field ?? throw new InvalidOperationException("The page has no authorization request.");
        set;
    }

    /// <summary>What the page before handed on; empty when there was none.</summary>
    public PageStep Step { get; set; } = new();

    /// <summary>Whether what was posted here, or before, proved a first factor, if the sign-in goes on.</summary>
    public virtual bool HasProven => true;

    /// <summary>Whether the posted form says "remember this device".</summary>
    public bool RemembersDevice => Request.HasFormContentType && Request.Form["rememberDevice"] == "true";

    public PoolSnapshot Pool => Service<PoolScope>().Pool;

    /// <summary>Where the browser is: <c>https://host</c>.</summary>
    public string Origin => $"{Request.Scheme}://{Request.Host}";

    /// <summary>What people know the app by.</summary>
    public virtual string App => Opened.IsBeforeDevice ? Pool.Pool.Name : Opened.Client.Client.Name;

    public virtual string Title => Texts[$"{Name}.title"];

    /// <summary>Where the form of this page is posted to: here, with everything it carries.</summary>
    public virtual string Here =>
        Opened.Link(Request.Path, Request.Query[PageSteps.Parameter] is [{ Length: > 0 } step] ? step : null);

    /// <summary>The value of the form's hidden field.</summary>
    public string FormToken => Service<FormTokens>().Issue(NeedsRequest ? Opened.Flow : "");

    /// <summary>The address of another page of the same passage.</summary>
    public string To(string page) => Opened.Link(page);

    /// <summary>
    /// The address of another page of the same passage, where the person is known already and need not say so again.
    /// </summary>
    public string To(string page, string? username) =>
        string.IsNullOrWhiteSpace(username) ? To(page) : To(page, new PageStep { Username = username });

    /// <summary>The address of a page, which finds the step again when it is reloaded.</summary>
    public string To(string page, PageStep step) => Opened.Link(page, Service<PageSteps>().Seal(step));

    /// <summary>
    /// An address that a code went to: in full where this person typed it just now, so that a typing error shows; else masked.
    /// </summary>
    public string? Reveal(string? masked) => Step.Username is { } typed
        && (CodeDeliveryDetails.Of("email", typed).Destination == masked
            || CodeDeliveryDetails.Of("phone_number", typed).Destination == masked)
            ? typed
            : masked;

    /// <summary>On to a page, which finds the step again when it is reloaded.</summary>
    public IActionResult Go(string page, PageStep step) => SeeOther(To(page, step));

    /// <summary>Back to the one place that decides what comes next.</summary>
    public IActionResult Return() => SeeOther(To(Opened.Authorization.ReturnPath));

    /// <summary>After a post: the next address is fetched, and reloading it posts nothing.</summary>
    public IActionResult SeeOther(string location)
    {
        Response.Headers.Location = Oidc.SeeOther.Ascii(location);
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>This page again, with what the core refused in words for people.</summary>
    public virtual IActionResult Refuse(AuthError error)
    {
        if (error.RetryAfter is { } wait)
        {
            Response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds)}";
        }

        Refusals.Explain(this, error);
        return Again(Refusals.StatusOf(error));
    }

    /// <summary>What was posted is no form that this browser got here: nothing of it is taken.</summary>
    /// <param name="textKey">The key of the text that says why.</param>
    public virtual IActionResult RefuseForm(string textKey) => Again(textKey);

    /// <summary>This page again, with a sentence about all of it.</summary>
    public PageResult Again(string textKey)
    {
        Problems.Add(Texts[textKey]);
        return Again();
    }

    /// <summary>This page again, with the problems found.</summary>
    public PageResult Again(int statusCode = StatusCodes.Status400BadRequest)
    {
        var page = Page();
        page.StatusCode = statusCode;
        return page;
    }

    protected T Service<T>()
        where T : notnull => HttpContext.RequestServices.GetRequiredService<T>();
}
