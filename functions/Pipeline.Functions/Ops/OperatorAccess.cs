using Pipeline.Core.Issues;
using Pipeline.Functions.Http;

namespace Pipeline.Functions.Ops;

/// <summary>Lets only operators to their pages, where the platform signs operators in.</summary>
/// <remarks>
/// The platform lets everybody through, because partners and programs have no account (infra/modules/signIn.bicep). So the
/// app asks for a proof at each page of operators. A browser that looks is led to the sign-in and back; one that sends a form
/// gets a page, because a form may be sent nowhere else.
/// </remarks>
internal sealed class OperatorAccess(SignIn signIn)
{
    private const string Pages = "/ops";

    /// <summary>The answer to somebody who has not signed in; null for whom may go on.</summary>
    public IResult? Refuse(HttpContext http, HttpFunction function)
    {
        if (!signIn.IsEnabled || !IsPage(http, function) || signIn.IsSignedIn(http.Request))
        {
            return null;
        }

        if (http.Request.GetTypedHeaders().Accept.Any(static type => type.MediaType == "text/html"))
        {
            return new SignInAnswer();
        }

        http.Response.Headers.WWWAuthenticate = "Bearer realm=\"ops\"";
        http.Response.Headers.CacheControl = "no-store";
        return ProblemFactory.Of(StatusCodes.Status401Unauthorized, new Issue(IssueCodes.SignInRequired, null, null).Expecting(SignIn.Path));
    }

    // By route as well as by path: what a route matches is decided after decoding.
    private static bool IsPage(HttpContext http, HttpFunction function) =>
        http.Request.Path.StartsWithSegments(Pages, StringComparison.OrdinalIgnoreCase)
        || new PathString($"/{function.Route.TrimStart('/')}").StartsWithSegments(Pages, StringComparison.OrdinalIgnoreCase);
}
