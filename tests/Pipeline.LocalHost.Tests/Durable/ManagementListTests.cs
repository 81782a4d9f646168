using System.Net;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Tests.Hosting;

namespace Pipeline.LocalHost.Tests.Durable;

/// <summary>Lists, purges and restarts of functions-custom-handler.md §4.3.</summary>
[Collection(StorageCollection.Name)]
public sealed class ManagementListTests(AzuriteServer storage)
{
    [Fact]
    public async Task Lists_come_in_pages_and_are_filtered()
    {
        await using DurableApp app = await WaitingApp.StartAsync(storage);
        foreach (string id in (string[])["p-3", "p-1", "q-1", "p-2"])
        {
            await app.StartInstanceAsync("Waits", id);
        }

        await WaitingApp.EndAsync(app, "p-9");

        (JArray first, string? token) = await WaitingApp.ListAsync(app, "?top=2&instanceIdPrefix=p-", token: null);
        Assert.Equal(["p-1", "p-2"], first.Select(item => (string?)item["instanceId"]));
        (JArray second, string? none) = await WaitingApp.ListAsync(app, "?top=2&instanceIdPrefix=p-", token);
        Assert.Equal(["p-3", "p-9"], second.Select(item => (string?)item["instanceId"]));
        Assert.Null(none);
        Assert.Equal(["p-9"], await WaitingApp.IdsAsync(app, "?runtimeStatus=Completed,Failed"));
        Assert.Equal(["p-1", "p-2", "p-3", "q-1"], await WaitingApp.IdsAsync(app, "?runtimeStatus=Pending,Running"));
        Assert.Empty(await WaitingApp.IdsAsync(app, "?createdTimeTo=2020-01-01T00:00:00Z"));
        Assert.Equal(["p-1", "p-2", "p-3", "p-9", "q-1"], await WaitingApp.IdsAsync(app, "?createdTimeFrom=2020-01-01T00:00:00Z"));
    }

    [Fact]
    public async Task Ended_instances_are_purged_and_running_ones_are_not()
    {
        await using DurableApp app = await WaitingApp.StartAsync(storage);
        await app.StartInstanceAsync("Waits", "alive");
        await WaitingApp.EndAsync(app, "e-1");
        await WaitingApp.EndAsync(app, "e-2");
        await WaitingApp.EndAsync(app, "e-3");

        using (HttpResponseMessage one = await app.SendAsync(HttpMethod.Delete, "/instances/e-1"))
        {
            Assert.Equal(HttpStatusCode.OK, one.StatusCode);
            Assert.Equal("""{"instancesDeleted":1}""", await one.Content.ReadAsStringAsync());
        }

        using (HttpResponseMessage rest = await app.SendAsync(HttpMethod.Delete, "/instances?createdTimeFrom=2020-01-01T00:00:00Z&runtimeStatus=Completed"))
        {
            Assert.Equal("""{"instancesDeleted":2}""", await rest.Content.ReadAsStringAsync());
        }

        Assert.Equal(HttpStatusCode.NotFound, await app.StatusCodeAsync(HttpMethod.Get, "/instances/e-1"));
        Assert.Equal(HttpStatusCode.NotFound, await app.StatusCodeAsync(HttpMethod.Delete, "/instances/e-1"));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await app.StatusCodeAsync(HttpMethod.Delete, "/instances/alive"));
        Assert.Equal(HttpStatusCode.BadRequest, await app.StatusCodeAsync(HttpMethod.Delete, "/instances?runtimeStatus=Completed"));
        Assert.Equal(HttpStatusCode.NotFound, await app.StatusCodeAsync(HttpMethod.Delete, "/instances?createdTimeFrom=2020-01-01T00:00:00Z"));
        Assert.Equal(["alive"], await WaitingApp.IdsAsync(app, string.Empty));
    }

    [Fact]
    public async Task A_purged_instance_is_gone_for_the_next_host_too()
    {
        await using DurableApp app = await WaitingApp.StartAsync(storage);
        await WaitingApp.EndAsync(app, "gone");
        await WaitingApp.EndAsync(app, "kept");
        await app.StatusCodeAsync(HttpMethod.Delete, "/instances/gone");

        await app.StopAsync();
        await app.StartAsync();

        Assert.Equal(["kept"], await WaitingApp.IdsAsync(app, string.Empty));
    }

    [Fact]
    public async Task An_ended_instance_can_be_started_again()
    {
        await using DurableApp app = await WaitingApp.StartAsync(storage);
        await WaitingApp.EndAsync(app, "again");

        Assert.Equal(
            HttpStatusCode.Accepted,
            await app.StatusCodeAsync(HttpMethod.Post, "/instances/again/restart?restartWithNewInstanceId=false"));

        await app.WaitAsync("again", "Running");
        Assert.Equal(
            HttpStatusCode.Conflict,
            await app.StatusCodeAsync(HttpMethod.Post, "/instances/again/restart?restartWithNewInstanceId=false"));
        Assert.Equal(HttpStatusCode.Accepted, await app.StatusCodeAsync(HttpMethod.Post, "/instances/again/restart"));
        Assert.Equal(2, (await WaitingApp.IdsAsync(app, string.Empty)).Count);
        Assert.Equal(HttpStatusCode.BadRequest, await app.StatusCodeAsync(HttpMethod.Post, "/instances/nobody/restart"));
    }
}
