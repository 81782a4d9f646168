using System.Net;
using System.Text.Json;
using Pipeline.Functions.Tests.Notifications;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Orders;

/// <summary>A customer asks to be forgotten: nothing in the storage account says any more who it was.</summary>
[Collection(StorageCollection.Name)]
public sealed class PersonalDataErasureTests(StorageEmulator storage)
{
    [Fact]
    public async Task After_it_no_table_blob_or_queue_holds_the_person_and_the_other_customer_keeps_everything()
    {
        await using ErasureStory story = await ErasureStory.TellAsync(storage);
        await story.EndAsync();
        IReadOnlyList<string> before = await story.LeftAsync();
        Assert.Contains(before, static found => found.Contains(" Event: ", StringComparison.Ordinal));
        Assert.All(
            (string[])["Orders ", "Exchanges ", "Notifications ", "exchanges/", "notifications/"],
            place => Assert.Contains(before, found => found.StartsWith(place, StringComparison.Ordinal)));

        HttpResponseMessage first = await story.EraseAsync();

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Empty(await story.LeftAsync());
        Assert.Equal(HttpStatusCode.OK, (await story.App.GetAsync($"/api/exchanges/{story.Calls["other"]}/request")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await story.App.GetAsync($"/api/notifications/{story.Messages["other"]}/body")).StatusCode);
        string again = await (await story.EraseAsync()).Content.ReadAsStringAsync();
        Assert.Equal(await first.Content.ReadAsStringAsync(), again);
        Assert.Contains("\"personalDataErasedAt\":\"2026-03-10T06:00:11Z\"", again, StringComparison.Ordinal);
        Assert.Single(await StepsAsync(story), static step => step == "personalDataRemoved");
    }

    [Fact]
    public async Task What_was_erased_says_so_and_keeps_size_hash_and_counts()
    {
        await using ErasureStory story = await ErasureStory.TellAsync(storage);
        await story.EndAsync();
        JsonElement messageBefore = await story.App.GetJsonAsync($"/api/notifications/{story.Messages["invoice"]}");
        string states = await StatesAsync(story);
        byte[] sent = await (await story.App.GetAsync($"/api/exchanges/{story.Calls["large"]}/request")).Content.ReadAsByteArrayAsync();
        _ = await story.EraseAsync();

        JsonElement call = await story.App.GetJsonAsync($"/api/exchanges/{story.Calls["large"]}");
        Assert.Equal(sent.Length, call.GetProperty("requestBytes").GetInt32());
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(sent)), call.GetProperty("requestSha256").GetString());
        Assert.Equal("2026-03-10T06:00:11Z", call.GetProperty("bodyErasedAt").GetString());
        JsonElement failed = (await story.App.GetJsonAsync("/api/exchanges?failed=true&subject=PX26000187")).GetProperty("items")[0];
        Assert.Equal((story.Calls["failed"], "Erased with the bodies."), (failed.GetProperty("id").GetString(), failed.GetProperty("fault").GetString()));
        JsonElement message = await story.App.GetJsonAsync($"/api/notifications/{story.Messages["invoice"]}");
        Assert.Equal("2026-03-10T06:00:11Z", message.GetProperty("bodyErasedAt").GetString());
        Assert.Equal(messageBefore.GetProperty("sha256").GetString(), message.GetProperty("sha256").GetString());
        Assert.Equal(states, await StatesAsync(story));
        foreach (string path in (string[])
            [$"/api/exchanges/{story.Calls["orderCreate"]}/request", $"/api/exchanges/{story.Calls["large"]}/response",
             $"/api/exchanges/{story.Messages["advice"]}/request", $"/api/notifications/{story.Messages["broken"]}/body"])
        {
            _ = await ProblemAssert.IsAsync(await story.App.GetAsync(path), HttpStatusCode.Gone, "BODY_ERASED");
        }
    }

    [Fact]
    public async Task A_replay_of_the_day_leaves_out_what_was_erased_and_handles_the_rest()
    {
        await using ErasureStory story = await ErasureStory.TellAsync(storage);
        await story.EndAsync();
        _ = await story.EraseAsync();

        HttpResponseMessage day = await story.App.PostAsync("/api/notification-replays?from=2026-03-10T00:00:00Z&to=2026-03-11T00:00:00Z");

        Assert.Equal("""{"count":1,"erased":6}""", await day.Content.ReadAsStringAsync());
        await story.HandleAsync(1);
        _ = await ProblemAssert.IsAsync(
            await story.App.PostAsync($"/api/notifications/{story.Messages["advice"]}/replay"), HttpStatusCode.Gone, "BODY_ERASED");
        Assert.Empty(await story.LeftAsync());
    }

    [Fact]
    public async Task What_is_pushed_afterwards_is_applied_and_erased_at_once_and_a_repetition_is_still_one()
    {
        await using ErasureStory story = await ErasureStory.TellAsync(storage);
        await story.EndAsync();
        _ = await story.EraseAsync();
        string before = string.Join(' ', await StepsAsync(story));

        string repeated = await story.PushAsync("repeated", PushApp.Sample("despatch-advice.xml"));
        string late = await story.PushAsync("late", ErasureStory.Bytes(
            ErasureStory.Sample("invoice.xml").Replace("9120044187", "9120044188", StringComparison.Ordinal)));

        JsonElement repetition = await story.App.GetJsonAsync($"/api/notifications/{repeated}");
        Assert.Equal(
            ("duplicate", story.Messages["advice"]),
            (repetition.GetProperty("state").GetString(), repetition.GetProperty("duplicateOf").GetString()));
        Assert.Equal("accepted", (await story.App.GetJsonAsync($"/api/notifications/{late}")).GetProperty("state").GetString());
        Assert.Equal($"{before} invoice", string.Join(' ', await StepsAsync(story)));
        Assert.Empty(await story.LeftAsync());
    }

    [Fact]
    public async Task While_the_order_runs_it_is_refused_and_nothing_is_erased()
    {
        await using ErasureStory story = await ErasureStory.TellAsync(storage);
        IReadOnlyList<string> before = await story.LeftAsync();

        _ = await ProblemAssert.IsAsync(await story.EraseAsync(), HttpStatusCode.Conflict, "ORDER_OPEN");

        Assert.Equal(before, await story.LeftAsync());
    }

    [Fact]
    public async Task Cut_before_any_write_it_is_finished_by_the_next_call()
    {
        int writes = 0;
        for (bool isCut = true; isCut; writes++)
        {
            await using ErasureStory story = await ErasureStory.TellAsync(storage);
            await story.EndAsync();
            story.Wire.CutAfter(writes);
            HttpResponseMessage first = await story.EraseAsync();
            isCut = story.Wire.IsCut;
            story.Wire.Mend();
            Assert.Equal(isCut ? HttpStatusCode.InternalServerError : HttpStatusCode.OK, first.StatusCode);

            Assert.Equal(HttpStatusCode.OK, (await story.EraseAsync()).StatusCode);

            Assert.Empty(await story.LeftAsync());
            Assert.Single(await StepsAsync(story), static step => step == "personalDataRemoved");
        }

        // Calls, messages, their copies, the timeline, the record: a change of this number is no fault, but look why.
        Assert.InRange(writes, 20, 60);
    }

    private static async Task<IReadOnlyList<string>> StepsAsync(ErasureStory story) =>
        [.. (await story.App.GetJsonAsync($"/api/orders/{story.OrderId}/timeline")).GetProperty("items").EnumerateArray()
            .Select(static item => item.GetProperty("step").GetString()!)];

    private static async Task<string> StatesAsync(ErasureStory story) => string.Join(
        ' ',
        (await story.App.GetJsonAsync("/api/notifications?limit=500")).GetProperty("items").EnumerateArray()
            .Select(static item => item.GetProperty("state").GetString()));
}
