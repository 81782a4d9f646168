using System.Net;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Tests.Hosting;

namespace Pipeline.LocalHost.Tests.Durable;

/// <summary>An app whose one orchestrator, Waits, ends with the data of the event Go.</summary>
internal static class WaitingApp
{
    public static async Task<DurableApp> StartAsync(AzuriteServer storage)
    {
        DurableApp app = await DurableApp.CreateAsync(storage, "Waits");
        app.Handler.Orchestrator("Waits", turn =>
        {
            if (turn.Event("Go") is { } data)
            {
                turn.Complete(0, data);
            }
        });
        await app.StartAsync();
        return app;
    }

    public static async Task EndAsync(DurableApp app, string id)
    {
        await app.StartInstanceAsync("Waits", id);
        await app.RaiseAsync(id, "Go", "1");
        await app.WaitAsync(id, "Completed");
    }

    public static async Task<(JArray Items, string? Token)> ListAsync(DurableApp app, string query, string? token)
    {
        using HttpResponseMessage answer = await app.SendAsync(HttpMethod.Get, "/instances" + query, json: null, request =>
        {
            if (token is not null)
            {
                request.Headers.Add("x-ms-continuation-token", token);
            }
        });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (
            JArray.Parse(await answer.Content.ReadAsStringAsync()),
            answer.Headers.TryGetValues("x-ms-continuation-token", out IEnumerable<string>? next) ? next.Single() : null);
    }

    public static async Task<IReadOnlyList<string>> IdsAsync(DurableApp app, string query) =>
        [.. (await ListAsync(app, query, token: null)).Items.Select(item => (string)item["instanceId"]!)];
}
