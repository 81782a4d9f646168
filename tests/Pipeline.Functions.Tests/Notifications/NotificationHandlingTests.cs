using System.Net;
using System.Text;
using System.Text.Json;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Notifications;

/// <summary>What becomes of stored messages: merged, duplicate, correction, parked, replayed.</summary>
[Collection(StorageCollection.Name)]
public sealed class NotificationHandlingTests(StorageEmulator storage)
{
    private static readonly string Advice = Encoding.Latin1.GetString(PushApp.Sample("despatch-advice.xml"));

    [Theory]
    [InlineData("order-response.xml", "OrderResponse", "PX26000187")]
    [InlineData("order-status.xml", "OrderStatusNotification", "PX26000187")]
    [InlineData("despatch-advice.xml", "DespatchAdvice", "PX26000187")]
    [InlineData("invoice.xml", "Invoice", "PX26000187")]
    public async Task Each_kind_of_message_is_handed_to_its_order(string sample, string root, string order)
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        using HttpResponseMessage pushed = await app.PushAsync(PushApp.Sample(sample));

        string id = Assert.Single(await app.HandleAsync());

        JsonElement message = await app.GetAsync(id);
        Assert.Equal(("accepted", root), (Text(message, "state"), Text(message, "root")));
        Assert.Equal("2026-03-10T06:00:00Z", Text(message, "handledAt"));
        Assert.Equal(order, message.GetProperty("orders")[0].GetString());
        Assert.Equal(id, Assert.Single(app.Orders.Merged).Id);
    }

    [Fact]
    public async Task A_day_of_the_inbox_is_handled_again_with_one_command()
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        foreach (string sample in (string[])["order-response.xml", "order-status.xml", "invoice.xml"])
        {
            using HttpResponseMessage pushed = await app.PushAsync(PushApp.Sample(sample));
        }

        _ = await app.HandleAsync(3);

        Assert.Equal("""{"count":3,"erased":0}""", await ReplayAsync(app, "from=2026-03-10T00:00:00Z&to=2026-03-11T00:00:00Z", HttpStatusCode.Accepted));
        _ = await app.HandleAsync(3);

        Assert.Equal(6, app.Orders.Merged.Count);
        Assert.Equal("""{"count":0,"erased":0}""", await ReplayAsync(app, "from=2026-03-09T00:00:00Z&to=2026-03-10T00:00:00Z", HttpStatusCode.Accepted));
        Assert.Contains(
            "PERIOD_OUT_OF_RANGE",
            await ReplayAsync(app, "from=2026-03-10T00:00:00Z&to=2026-03-10T00:00:00Z", HttpStatusCode.UnprocessableEntity),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_bytes_again_are_a_duplicate()
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        string first = await PushAdviceAsync(app, Advice);
        _ = await app.HandleAsync();
        string second = await PushAdviceAsync(app, Advice);
        _ = await app.HandleAsync();

        JsonElement duplicate = Assert.Single(await app.ListAsync("&state=duplicate"));
        Assert.Equal((second, first), (Text(duplicate, "id"), Text(duplicate, "duplicateOf")));
        Assert.Single(app.Orders.Merged);
    }

    [Fact]
    public async Task The_same_document_with_the_same_content_is_a_duplicate_whatever_the_bytes()
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        string first = await PushAdviceAsync(app, Advice);
        _ = await app.HandleAsync();
        string second = await PushAdviceAsync(app, Advice + "<!-- once more -->");
        _ = await app.HandleAsync();

        JsonElement duplicate = await app.GetAsync(second);
        Assert.Equal(("duplicate", first), (Text(duplicate, "state"), Text(duplicate, "duplicateOf")));
        Assert.Single(app.Orders.Merged);
    }

    [Fact]
    public async Task The_same_document_with_numbers_written_otherwise_is_a_duplicate_and_no_correction()
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        string first = await PushAdviceAsync(app, Advice);
        _ = await app.HandleAsync();
        string second = await PushAdviceAsync(app, Advice.Replace("<Weight>6.85</Weight>", "<Weight>6.8500</Weight>", StringComparison.Ordinal));
        _ = await app.HandleAsync();

        JsonElement duplicate = await app.GetAsync(second);
        Assert.Equal(("duplicate", first, null), (Text(duplicate, "state"), Text(duplicate, "duplicateOf"), Text(duplicate, "correctionOf")));
        Assert.Single(app.Orders.Merged);
    }

    [Fact]
    public async Task The_same_content_with_a_later_time_is_a_duplicate_that_the_orders_hear_of()
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        string first = await PushAdviceAsync(app, Advice);
        _ = await app.HandleAsync();
        string second = await PushAdviceAsync(app, Advice.Replace("2026-03-10T18:20:05", "2026-03-30T10:00:00", StringComparison.Ordinal));
        _ = await app.HandleAsync();
        string third = await PushAdviceAsync(app, Advice.Replace("2026-03-10T18:20:05", "2026-03-01T10:00:00", StringComparison.Ordinal));
        _ = await app.HandleAsync();

        Assert.Equal(("duplicate", first), (Text(await app.GetAsync(second), "state"), Text(await app.GetAsync(second), "duplicateOf")));
        Assert.Equal("duplicate", Text(await app.GetAsync(third), "state"));
        Assert.Equal([first, second], app.Orders.Merged.Select(static merged => merged.Id));
    }

    [Fact]
    public async Task The_same_document_with_other_content_is_a_correction_and_both_are_kept()
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        string first = await PushAdviceAsync(app, Advice);
        _ = await app.HandleAsync();
        app.App.Clock.Advance(TimeSpan.FromMinutes(5));
        string second = await PushAdviceAsync(
            app, Advice.Replace("DespatchQuantity=\"1\"", "DespatchQuantity=\"2\"", StringComparison.Ordinal));
        _ = await app.HandleAsync();

        JsonElement correction = await app.GetAsync(second);
        Assert.Equal(("accepted", first), (Text(correction, "state"), Text(correction, "correctionOf")));
        Assert.Equal([first, second], app.Orders.Merged.Select(static merged => merged.Id));
        Assert.Equal([second, first], (await app.ListAsync()).Select(static item => Text(item, "id")));
    }

    [Fact]
    public async Task A_message_of_an_unknown_order_is_parked_and_joins_when_the_order_learns_its_number()
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        app.Orders.Known = [];
        string id = await PushAdviceAsync(app, Advice);
        _ = await app.HandleAsync();
        JsonElement parked = Assert.Single(await app.ListAsync("&state=parked"));
        Assert.Equal((id, "ORDER_UNKNOWN"), (Text(parked, "id"), Text(parked, "reasonCode")));

        app.Orders.Known = ["PX26000187"];
        ParkedMessageRelease waiting = app.App.Get<ParkedMessageRelease>();
        Assert.Equal(0, await waiting.ReleaseAsync("ingram-micro", ["PX26000188"], CancellationToken.None));
        Assert.Equal(1, await waiting.ReleaseAsync("ingram-micro", ["PX26000187"], CancellationToken.None));
        _ = await app.HandleAsync();

        Assert.Equal("accepted", Text(await app.GetAsync(id), "state"));
        Assert.Equal(id, Assert.Single(app.Orders.Merged).Id);
        Assert.Equal(0, await waiting.ReleaseAsync("ingram-micro", ["PX26000187"], CancellationToken.None));
    }

    [Theory]
    [InlineData("<WeatherReport/>", "MESSAGE_UNKNOWN")]
    [InlineData("<DespatchAdvice/>", "MESSAGE_INCOMPLETE")]
    public async Task What_cannot_be_used_is_our_alarm_and_not_the_senders_error(string xml, string reason)
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        string id = await app.PushedAsync(xml);

        _ = await app.HandleAsync();

        JsonElement parked = await app.GetAsync(id);
        Assert.Equal(("parked", reason), (Text(parked, "state"), Text(parked, "reasonCode")));
    }

    [Fact]
    public async Task A_replay_handles_the_message_again()
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        string id = await PushAdviceAsync(app, Advice);
        _ = await app.HandleAsync();

        using HttpResponseMessage replay = await app.App.PostAsync($"/api/notifications/{id}/replay");
        _ = await app.HandleAsync();

        Assert.Equal(
            (HttpStatusCode.Accepted, $"/api/notifications/{id}"), (replay.StatusCode, replay.Headers.Location!.OriginalString));
        Assert.Equal([id, id], app.Orders.Merged.Select(static merged => merged.Id));
        Assert.Equal("accepted", Text(await app.GetAsync(id), "state"));
    }

    [Fact]
    public async Task A_request_delivered_twice_is_handled_once()
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        _ = await PushAdviceAsync(app, Advice);
        string request = Assert.Single(await app.RequestsAsync());

        string? first = await app.DeliverAsync("HandleNotification", request);
        string? second = await app.DeliverAsync("HandleNotification", request);

        Assert.Equal((null, null), (first, second));
        Assert.Single(app.Orders.Merged);
    }

    [Fact]
    public async Task A_message_that_fails_again_and_again_is_parked_and_a_replay_brings_it_back()
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        app.Orders.Failure = new InvalidOperationException("broken");
        string id = await PushAdviceAsync(app, Advice);
        string request = Assert.Single(await app.RequestsAsync());

        string? failed = await app.DeliverAsync("HandleNotification", request);
        string? aside = await app.DeliverAsync("HandleNotificationPoison", request);

        Assert.NotNull(failed);
        Assert.Null(aside);
        Assert.Equal("HANDLING_FAILED", Text(await app.GetAsync(id), "reasonCode"));

        app.Orders.Failure = null;
        using HttpResponseMessage replay = await app.App.PostAsync($"/api/notifications/{id}/replay");
        _ = await app.HandleAsync();
        JsonElement back = await app.GetAsync(id);
        Assert.Equal(("accepted", null), (Text(back, "state"), Text(back, "reasonCode")));
    }

    [Fact]
    public async Task Pages_lead_through_waiting_and_handled_messages_latest_first()
    {
        await using PushApp app = await PushApp.StartAsync(storage);
        List<string> ids = [];
        for (int at = 0; at < 5; at++)
        {
            ids.Add(await app.PushedAsync($"<WeatherReport day='{at}'/>"));
            app.App.Clock.Advance(TimeSpan.FromDays(20));
            if (at == 2)
            {
                _ = await app.HandleAsync(3);
            }
        }

        List<string> seen = [];
        string? cursor = null;
        do
        {
            JsonElement page = await app.App.GetJsonAsync($"/api/notifications?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(static item => Text(item, "id")!));
            cursor = Text(page, "cursor");
        }
        while (cursor is not null);

        ids.Reverse();
        Assert.Equal(ids, seen);
        Assert.Equal(3, (await app.ListAsync("&state=parked&distributor=ingram-micro")).Count);
        Assert.Empty(await app.ListAsync("&distributor=intcomex"));
    }

    [Fact]
    public async Task Wrong_questions_get_a_problem()
    {
        await using PushApp app = await PushApp.StartAsync(storage);

        _ = await ProblemAssert.IsAsync(
            await app.App.GetAsync("/api/notifications?cursor=x"), HttpStatusCode.UnprocessableEntity, "CURSOR_INVALID");
        _ = await ProblemAssert.IsAsync(
            await app.App.GetAsync("/api/notifications/0195"), HttpStatusCode.NotFound, "NOTIFICATION_UNKNOWN");
        _ = await ProblemAssert.IsAsync(
            await app.App.PostAsync("/api/notifications/0195/replay"), HttpStatusCode.NotFound, "NOTIFICATION_UNKNOWN");
    }

    private static async Task<string> PushAdviceAsync(PushApp app, string xml)
    {
        using HttpResponseMessage answer = await app.PushAsync(Encoding.Latin1.GetBytes(xml));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return System.Xml.Linq.XDocument.Parse(await answer.Content.ReadAsStringAsync())
            .Descendants(System.Xml.Linq.XName.Get("Id", "urn:pipeline:notifications")).Single().Value;
    }

    private static async Task<string> ReplayAsync(PushApp app, string period, HttpStatusCode expected)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri($"/api/notification-replays?{period}", UriKind.Relative));
        using HttpResponseMessage answer = await app.SendAsync(request);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, text);
        return text;
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
