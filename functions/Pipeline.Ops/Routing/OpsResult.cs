using Microsoft.Net.Http.Headers;

namespace Pipeline.Ops.Routing;

/// <summary>An answer in bytes, with the headers that every page has.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="contentType">Type of the content; null without any.</param>
/// <param name="content">The content.</param>
internal sealed class OpsResult(int status, string? contentType, ReadOnlyMemory<byte> content) : IResult
{
    /// <summary>Nothing but our own style, script and pictures; forms go to ourselves, and nobody frames a page.</summary>
    public const string ContentSecurity =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>HTTP status.</summary>
    public int Status => status;

    /// <summary>The content.</summary>
    public ReadOnlyMemory<byte> Content => content;

    /// <summary>Version of the content, or null.</summary>
    public string? ETag { get; init; }

    /// <summary>Who may keep a copy.</summary>
    public string CacheControl { get; init; } = "no-store";

    /// <summary>Where else to go, or null.</summary>
    public string? Location { get; init; }

    /// <summary>Methods that the address answers, or null.</summary>
    public string? Allow { get; init; }

    /// <summary>Name of the file that a browser saves, or null.</summary>
    public string? FileName { get; init; }

    /// <summary>What the browser keeps of the person's choices; null for no change.</summary>
    public string? Cookie { get; init; }

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.StatusCode = status;
        IHeaderDictionary headers = response.Headers;
        headers.ContentSecurityPolicy = ContentSecurity;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = CacheControl;
        headers.Vary = "Accept-Language, Cookie, X-Ops-Fragment";
        headers.ETag = ETag;
        headers.Location = Location;
        headers.Allow = Allow;
        headers.ContentType = contentType;
        headers.SetCookie = Cookie;
        if (FileName is { } name)
        {
            ContentDispositionHeaderValue disposition = new("attachment");
            disposition.SetHttpFileName(name);
            headers.ContentDisposition = disposition.ToString();
        }

        if (status is StatusCodes.Status304NotModified || contentType is null)
        {
            return;
        }

        response.ContentLength = content.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await response.Body.WriteAsync(content, httpContext.RequestAborted);
        }
    }
}
