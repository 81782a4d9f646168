using Pipeline.Functions.Http;

namespace Pipeline.Functions.Ops;

/// <summary>Lets only operators to their pages, where the platform signs operators in.</summary>
/// <remarks>
/// The platform lets everybody through, because partners and programs have no account (infra/modules/signIn.bicep). So the
/// app asks for a proof at each page of operators, beside the key that the host asks for.
/// </remarks>
internal static class OperatorGate
{
    private const string Pages = "/ops";

    /// <summary>Refuses with 401, or goes on.</summary>
    public static async Task CheckAsync(HttpContext http, RequestDelegate next)
    {
        SignIn signIn = http.RequestServices.GetRequiredService<SignIn>();
        if (!signIn.IsEnabled || !IsPage(http) || signIn.IsSignedIn(http.Request))
        {
            await next(http);
            return;
        }

        http.Response.Headers.WWWAuthenticate = "Bearer realm=\"ops\"";
        http.Response.Headers.CacheControl = "no-store";
        await Problems.Of(
            StatusCodes.Status401Unauthorized, "SIGN_IN_REQUIRED",
            $"This page is for operators who have signed in with Entra ID. In a browser, sign in at {SignIn.Path}.").ExecuteAsync(http);
    }

    // By route as well as by path: what a route matches is decided after decoding.
    private static bool IsPage(HttpContext http) =>
        http.Request.Path.StartsWithSegments(Pages, StringComparison.OrdinalIgnoreCase)
        || (http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route }
            && new PathString($"/{route.TrimStart('/')}").StartsWithSegments(Pages, StringComparison.OrdinalIgnoreCase));
}
