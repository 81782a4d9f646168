using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Pipeline.Core.ErrorGroups;
using Pipeline.Ops.Assets;
using Pipeline.Ops.Commands;
using Pipeline.Ops.People;
using Pipeline.Ops.Texts;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Routing;

/// <summary>Answers everything below <c>/ops</c>: finds the page, says for whom it is, keeps strangers and foreign forms out, renders.</summary>
public sealed partial class OpsRouter
{
    private const string FragmentHeader = "X-Ops-Fragment";
    private static readonly FrozenSet<string> Methods = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "GET", "HEAD", "POST");
    private readonly OpsRoutes routes = new();
    private readonly IOpsSignIn signIn;
    private readonly OpsSettings settings;
    private readonly OpsCommands commands;
    private readonly PageRenderer renderer;
    private readonly ErrorDirectory errors;
    private readonly TimeProvider clock;

    internal OpsRouter(
        IEnumerable<IOpsArea> areas, IOpsSignIn signIn, OpsSettings settings, OpsCommands commands, PageRenderer renderer, ErrorDirectory errors, TimeProvider clock)
    {
        (this.signIn, this.settings, this.commands, this.renderer, this.errors, this.clock) = (signIn, settings, commands, renderer, errors, clock);
        foreach (IOpsArea area in areas)
        {
            area.Map(routes);
        }
    }

    internal IReadOnlyList<OpsRoute> Routes => routes.All;

    /// <summary>Answers one request. It never throws but for a caller who has gone.</summary>
    /// <param name="http">The request.</param>
    /// <param name="path">What stands behind <c>/ops/</c>, decoded; empty for the first page.</param>
    public async Task<IResult> AnswerAsync(HttpContext http, string path)
    {
        path = path.Trim('/');
        if (path.StartsWith("assets/", StringComparison.Ordinal) && OpsAssets.Find(path["assets/".Length..]) is { } asset)
        {
            return new OpsResult(StatusCodes.Status200OK, asset.Type, asset.Content) { CacheControl = "public, max-age=31536000, immutable" };
        }

        OpsView view = ViewFor(http, path);
        try
        {
            return await ToResultAsync(http, view, Refuse(http, view) ?? await RouteAsync(http, path, view));
        }
        catch (Exception fault) when (!http.RequestAborted.IsCancellationRequested)
        {
            ProblemAnswer answer = new(StatusCodes.Status500InternalServerError, "fault") { Id = commands.Note(fault) };
            return await ToResultAsync(http, view, (answer, []));
        }
    }

    private static string? LanguageOf(IList<StringWithQualityHeaderValue> accepted) => accepted
        .OrderByDescending(static one => one.Quality ?? 1)
        .Select(static one => one.Value.ToString().Split('-')[0].ToLowerInvariant())
        .FirstOrDefault(OpsTexts.Languages.Contains);

    private OpsView ViewFor(HttpContext http, string path)
    {
        HttpRequest request = http.Request;
        OpsPreferences preferences = OpsPreferences.Read(request.Cookies[OpsPreferences.Cookie]);
        string? language = preferences.Language ?? LanguageOf(request.GetTypedHeaders().AcceptLanguage);
        string address = path.Length == 0 ? "/ops" : $"/ops/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}";
        return new OpsView(
            signIn.PersonOf(request), preferences, OpsTexts.Of(language),
            TimeZoneInfo.FindSystemTimeZoneById(preferences.TimeZone ?? settings.TimeZone), clock.GetUtcNow(), address)
        {
            Address = address + request.QueryString,
            Environment = settings.Environment,
        };
    }

    private (OpsAnswer Answer, IReadOnlyList<string> Notices)? Refuse(HttpContext http, OpsView view)
    {
        ProblemAnswer? refusal = http.Request switch
        {
            { Method: string method } when !Methods.Contains(method) => new(StatusCodes.Status405MethodNotAllowed, "method"),
            HttpRequest request when !signIn.IsEnabled && !(signIn.IsLocal && SameOrigin.IsLoopback(request)) => new(StatusCodes.Status403Forbidden, "host"),
            _ when view.Person.Role is OpsRole.None => new(StatusCodes.Status403Forbidden, "noRole"),
            HttpRequest request when HttpMethods.IsPost(request.Method) && !SameOrigin.Is(request) => new(StatusCodes.Status403Forbidden, "foreign"),
            _ => null,
        };
        return refusal is null ? null : (refusal, []);
    }

    private async Task<(OpsAnswer Answer, IReadOnlyList<string> Notices)> RouteAsync(HttpContext http, string path, OpsView view)
    {
        bool isPost = HttpMethods.IsPost(http.Request.Method);
        if (routes.Find(path, isPost) is not { } found)
        {
            bool isOther = routes.Find(path, !isPost) is not null;
            return (isOther ? OpsAnswer.Problem(StatusCodes.Status405MethodNotAllowed, "method") : OpsAnswer.Missing(), []);
        }

        if (found.Route.Kind is OpsRouteKind.Command && !view.Person.IsOperator)
        {
            return (OpsAnswer.Problem(StatusCodes.Status403Forbidden, "notOperator"), []);
        }

        IFormCollection? form = isPost && http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : null;
        OpsRequest request = new(view, found.Values, http.Request.Query, form, commands, http.RequestAborted);
        return (await found.Route.Answer(request), request.Notices);
    }

    private async Task<IResult> ToResultAsync(HttpContext http, OpsView view, (OpsAnswer Answer, IReadOnlyList<string> Notices) outcome) => outcome.Answer switch
    {
        RedirectAnswer redirect => new OpsResult(StatusCodes.Status303SeeOther, null, default) { Location = redirect.Address },
        CookieAnswer chosen => new OpsResult(StatusCodes.Status303SeeOther, null, default)
        {
            Location = chosen.Address,
            Cookie = CookieOf(http, chosen.Preferences),
        },
        CsvAnswer csv => new OpsResult(StatusCodes.Status200OK, "text/csv; charset=utf-8", csv.Table.ToBytes()) { FileName = csv.Name },
        FileAnswer file => new OpsResult(StatusCodes.Status200OK, file.ContentType, file.Content) { FileName = file.Name },
        ProblemAnswer problem => await RenderAsync(http, view, ProblemPage.Of(view, problem), []),
        PageAnswer page => await RenderAsync(http, view, page, outcome.Notices),
        _ => throw new InvalidOperationException($"Nothing is known of an answer {outcome.Answer}."),
    };

    private async Task<IResult> RenderAsync(HttpContext http, OpsView view, PageAnswer page, IReadOnlyList<string> notices)
    {
        bool isFragment = http.Request.Headers.ContainsKey(FragmentHeader);
        string html = isFragment
            ? await renderer.FragmentAsync(view, page)
            : await renderer.PageAsync(view, page, new PageFrame(notices, AnswerBoxOf(http.Request.Query), await CountErrorsAsync(view, http.RequestAborted)));
        string? etag = page.Head.Status == StatusCodes.Status200OK ? ETagOf(html) : null;
        if (etag is not null && http.Request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Tag == etag))
        {
            return new OpsResult(StatusCodes.Status304NotModified, null, default) { ETag = etag, CacheControl = CacheOf(page) };
        }

        return new OpsResult(page.Head.Status, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(html))
        {
            ETag = etag,
            CacheControl = CacheOf(page),
            Allow = page.Head.Status == StatusCodes.Status405MethodNotAllowed ? "GET, HEAD, POST" : null,
        };
    }

    private async Task<int?> CountErrorsAsync(OpsView view, CancellationToken cancellationToken)
    {
        try
        {
            return view.Person.Role is OpsRole.None ? null : (await errors.ListRingingAsync(cancellationToken)).Count;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            _ = commands.Note(fault);
            return null;
        }
    }

    private static Answer? AnswerBoxOf(IQueryCollection query) => query["done"].ToString() is { Length: > 0 } done
        ? new Answer(done, long.TryParse(query["n"], NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null, Plain(query["run"]), Plain(query["v"]), Plain(query["u"]))
        : null;

    // An address comes from anywhere: only what looks like an id is taken over.
    private static string? Plain(StringValues value) => Id().IsMatch(value.ToString()) ? value.ToString() : null;

    private static string CacheOf(PageAnswer page) => page.Head.HasPersonalData || page.Head.Status != StatusCodes.Status200OK ? "no-store" : "no-cache";

    private static string CookieOf(HttpContext http, OpsPreferences preferences) => new SetCookieHeaderValue(OpsPreferences.Cookie, Uri.EscapeDataString(preferences.ToString()))
    {
        Path = "/ops",
        MaxAge = TimeSpan.FromDays(365),
        HttpOnly = true,
        Secure = http.Request.IsHttps,
        SameSite = Microsoft.Net.Http.Headers.SameSiteMode.Lax,
    }.ToString();

    /// <summary>The version of what is written, not of the moment: relative times and fresh ids of forms do not count.</summary>
    private static string ETagOf(string html) =>
        $"\"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Passing().Replace(html, string.Empty))))[..20]}\"";

    [GeneratedRegex("""<time data-asof.*?</time>|(?<=<time [^>]*>)[^<]*|(?<=name="command" value=")[^"]*""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Passing();

    [GeneratedRegex("^[A-Za-z0-9._-]{1,200}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Id();
}
