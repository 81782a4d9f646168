namespace Pipeline.Functions.Http;

/// <summary>Who makes a request.</summary>
public static class Caller
{
    /// <summary>The name that the platform's sign-in vouches for; <c>api</c> for callers with a function key.</summary>
    public static string Of(HttpRequest request) =>
        request.HttpContext.RequestServices.GetRequiredService<SignIn>().NameOf(request) ?? "api";
}
