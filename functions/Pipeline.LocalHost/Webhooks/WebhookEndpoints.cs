using Microsoft.AspNetCore.Http.Extensions;
using Pipeline.LocalHost.Admin;

namespace Pipeline.LocalHost.Webhooks;

/// <summary>Opens the extensions' endpoints to HTTP. An unknown extension is 403, a wrong system key 401.</summary>
internal sealed class WebhookEndpoints(ExtensionWebhooks webhooks, AccessCheck access)
{
    /// <summary>Maps <c>/runtime/webhooks/{extension}</c> and all below it.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.Map("/runtime/webhooks/{extension}/{**rest}", AnswerAsync);

    private async Task AnswerAsync(HttpContext context, string extension)
    {
        if (!webhooks.Names.Contains(extension, StringComparer.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        if (!access.AllowsSystem(context.Request, ExtensionWebhooks.KeyName(extension.ToLowerInvariant())))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        using HttpRequestMessage request = Read(context.Request);
        using HttpResponseMessage? answer = await webhooks.SendAsync(extension, request, context.RequestAborted);
        await WriteAsync(answer!, context);
    }

    private static HttpRequestMessage Read(HttpRequest request)
    {
        HttpRequestMessage message = new(HttpMethod.Parse(request.Method), request.GetEncodedUrl()) { Content = new StreamContent(request.Body) };
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                message.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        return message;
    }

    private static async Task WriteAsync(HttpResponseMessage answer, HttpContext context)
    {
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach ((string name, IEnumerable<string> values) in answer.Headers.Concat(answer.Content.Headers))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        context.Response.Headers.Remove("Transfer-Encoding");
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
