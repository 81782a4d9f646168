using System.Text.Encodings.Web;
using Pipeline.Functions.Http;

namespace Pipeline.Functions.Ops;

/// <summary>The answer to a browser in which nobody has signed in: the way to the sign-in, and a page for a form that was sent.</summary>
internal sealed class SignInAnswer : IResult
{
    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";
        if (!HttpMethods.IsPost(httpContext.Request.Method))
        {
            response.Redirect(SignIn.PathTo(httpContext.Request));
            return;
        }

        response.StatusCode = StatusCodes.Status401Unauthorized;
        response.ContentType = "text/html; charset=utf-8";
        await response.WriteAsync($"""
            <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>Sign in again</title><main><h1>Sign in again</h1>
            <p lang="en">Nothing was done, and your form is kept: <a href="{HtmlEncoder.Default.Encode(SignIn.Path)}" target="_blank">sign in</a> in a new tab, then go back here and send it again.</p>
            <p lang="fr">Rien n'a été fait et votre formulaire est conservé : <a href="{HtmlEncoder.Default.Encode(SignIn.Path)}" target="_blank">connectez-vous</a> dans un nouvel onglet, puis revenez ici et renvoyez-le.</p>
            <p lang="es">No se ha hecho nada y su formulario se conserva: <a href="{HtmlEncoder.Default.Encode(SignIn.Path)}" target="_blank">inicie sesión</a> en otra pestaña, vuelva aquí y envíelo de nuevo.</p>
            </main></html>
            """, httpContext.RequestAborted);
    }
}
