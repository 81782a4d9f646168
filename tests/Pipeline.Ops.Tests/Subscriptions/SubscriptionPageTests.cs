using Pipeline.Core.Audit;
using Pipeline.Core.Subscriptions;
using Pipeline.Core.Subscriptions.Deliveries;
using Pipeline.Ops.People;
using Pipeline.Ops.Tests.Support;
using static Pipeline.Ops.Tests.Subscriptions.EventSamples;

namespace Pipeline.Ops.Tests.Subscriptions;

/// <summary>Who is told of events, how each event got there, and what people do about it.</summary>
public sealed class SubscriptionPageTests : IDisposable
{
    private const string Address = "/ops/subscriptions/erp";
    private readonly OpsSite site = new();

    [Theory]
    [InlineData("en", "No other system is told of events yet.")]
    [InlineData("fr", "Aucun autre système n'est encore informé.")]
    [InlineData("es", "Todavía no se avisa a ningún otro sistema.")]
    public async Task Without_a_subscription_it_says_how_one_is_made(string language, string text) =>
        Assert.StartsWith(text, (await site.GetAsync("/ops/subscriptions", language)).TextOf(".empty"), StringComparison.Ordinal);

    [Fact]
    public async Task Each_system_says_whether_it_is_sent_to_and_of_what_it_is_told_and_no_secret_of_its_address()
    {
        _ = await TellAsync(site);

        OpsReply reply = await site.GetAsync("/ops/subscriptions");

        Assert.Equal(["ERP", "gone.example"], reply.TextsOf("td:nth-child(2)"));
        Assert.Equal("Is sent to", reply.TextOf("td:nth-child(1)"));
        Assert.StartsWith("Not sent to today 06:00", reply.TextOf("tr:nth-child(2) td:nth-child(1)"), StringComparison.Ordinal);
        Assert.Equal("Order changed Invoice arrived", reply.TextOf("td:nth-child(4)"));
        Assert.DoesNotContain("hooks", reply.Text, StringComparison.Ordinal);
        Assert.Contains("erp,ERP,https://erp.example,order.changed invoice.arrived,2026-03-10T06:00:00+01:00,Ada,\r\n", (await site.GetAsync("/ops/subscriptions.csv")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_event_says_what_was_answered_last_and_when_it_is_tried_next()
    {
        _ = await TellAsync(site);

        OpsReply reply = await site.GetAsync(Address);

        Assert.Equal("ERP", reply.TextOf("h1"));
        Assert.Equal(["On its way", "Will retry by itself", "Given up", "Taken"], reply.TextsOf("td:nth-child(1)"));
        Assert.Equal(["not known", "503 Busy <b>today</b>.⟨U+202E⟩", "503 Busy <b>today</b>.⟨U+202E⟩", "204"], reply.TextsOf("td:nth-child(4)").Select(static text => text.Replace("– ", string.Empty, StringComparison.Ordinal)));
        Assert.Equal(["At once", "today 06:05 (54 min ago)", "", ""], reply.TextsOf("td:nth-child(6)"));
        Assert.Equal("order:S-4711", reply.TextOf("td:nth-child(3)"));
    }

    [Theory]
    [InlineData("state=delivered", 1)]
    [InlineData("state=setAside", 1)]
    [InlineData("state=pending", 2)]
    [InlineData("from=2026-03-10T05:03:00Z", 2)]
    [InlineData("to=2026-03-10T05:03:00Z", 2)]
    [InlineData("state=nonsense", 4)]
    [InlineData("cursor=nonsense", 4)]
    public async Task Events_are_found_by_state_and_time(string query, int expected)
    {
        _ = await TellAsync(site);

        Assert.Equal(expected, (await site.GetAsync($"{Address}?{query}")).Page.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(expected + 2, (await site.GetAsync($"{Address}.csv?{query.Replace("cursor", "page", StringComparison.Ordinal)}")).Text.Split("\r\n").Length);
    }

    [Fact]
    public async Task An_event_shows_each_try_with_its_answer_what_was_told_and_what_it_is_about()
    {
        OutgoingEvent told = await TellAsync(site);

        OpsReply reply = await site.GetAsync($"{Address}/{told.Id}");

        Assert.Equal("Order changed: ERP", reply.TextOf("h1"));
        Assert.Equal(["Taken", "Not taken"], reply.TextsOf("td:nth-child(1)"));
        Assert.Equal(["204", "503 Busy <b>today</b>.⟨U+202E⟩"], reply.TextsOf("td:nth-child(3)"));
        Assert.Equal(["40 ms", "80 ms"], reply.TextsOf("td:nth-child(4)"));
        Assert.Equal("/ops/orders/S-4711", reply.Page.QuerySelector(".facts a[href^='/ops/orders']")!.GetAttribute("href"));
        Assert.Equal("""{ "orderId": "S-4711", "state": "open" }""", reply.TextOf("pre"));
        Assert.Equal(404, (await site.GetAsync($"{Address}/evt_none")).Status);
        Assert.Equal(404, (await site.GetAsync("/ops/subscriptions/none")).Status);
    }

    [Fact]
    public async Task One_event_is_sent_again_and_one_on_its_way_is_left_alone()
    {
        OutgoingEvent told = await TellAsync(site);

        OpsReply first = await site.GetAsync((await site.PostAsync($"{Address}/{told.Id}/replay")).Location!);
        OpsReply second = await site.GetAsync((await site.PostAsync($"{Address}/{told.Id}/replay")).Location!);

        Assert.Equal("1 event is sent again.", first.TextOf(".answer"));
        Assert.Equal("0 events are sent again.", second.TextOf(".answer"));
        Assert.Empty(first.Page.QuerySelectorAll("form[action$=replay]"));
        Assert.Equal(new DeliveryNotice(Erp, "order:S-4711"), Assert.Single(site.Events.Queue).Notice);
        Assert.Equal(("subscription.replay", "ERP", "1 sent again, 0 left as they are"), (site.Audit.Entries[0].Action, site.Audit.Entries[0].Label, site.Audit.Entries[0].After));
    }

    [Theory]
    [InlineData("on", 1)]
    [InlineData(null, 2)]
    public async Task Those_of_a_span_of_time_are_sent_again(string? setAside, int expected)
    {
        _ = await TellAsync(site);
        List<(string, string)> form = [("from", "2026-03-10T06:00"), ("to", "2026-03-10T06:04")];
        if (setAside is not null)
        {
            form.Add(("setAside", setAside));
        }

        OpsReply reply = await site.GetAsync((await site.PostAsync($"{Address}/replay", null, [.. form])).Location!);

        Assert.Equal(expected == 1 ? "1 event is sent again." : "2 events are sent again.", reply.TextOf(".answer"));
        Assert.Equal(4 - (2 - expected), site.Events.Deliveries.Count(static one => one.State is DeliveryState.Pending));
    }

    [Theory]
    [InlineData("", "", "Say from when on.")]
    [InlineData("yesterdayish", "", "This is no time that can be read.")]
    [InlineData("7d", "never", "This is no time that can be read.")]
    public async Task A_span_that_is_not_understood_is_asked_for_again(string from, string to, string fault)
    {
        _ = await TellAsync(site);

        OpsReply reply = await site.PostAsync($"{Address}/replay", null, ("from", from), ("to", to));

        Assert.Equal((422, fault), (reply.Status, reply.TextOf(".fault")));
        Assert.Equal(from, reply.Page.QuerySelector("#from")!.GetAttribute("value") ?? string.Empty);
        Assert.Empty(site.Events.Queue);
        Assert.Empty(site.Audit.Entries);
    }

    [Fact]
    public async Task A_test_event_lets_an_address_that_was_gone_be_sent_to_again()
    {
        _ = await TellAsync(site);

        OpsReply reply = await site.GetAsync((await site.PostAsync("/ops/subscriptions/gone/test")).Location!);

        Assert.Equal("A test event is on its way.", reply.TextOf(".answer"));
        Assert.Equal("Test event", reply.TextOf("td:nth-child(2)"));
        Assert.Null((await site.Events.FindAsync("gone", default))!.GoneSince);
        Assert.Equal(("subscription.try", AuditResult.Done), (site.Audit.Entries[0].Action, site.Audit.Entries[0].Result));
        Assert.Equal("/ops/subscriptions/gone", (await site.GetAsync("/ops/audit")).Page.QuerySelector("td a[href*=subscriptions]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Without_a_signing_key_it_says_which_setting_is_missing_and_offers_nothing()
    {
        _ = await TellAsync(site);
        site.Events.IsReady = false;

        OpsReply reply = await site.GetAsync(Address);
        OpsReply refused = await site.GetAsync((await site.PostAsync($"{Address}/test")).Location!);

        Assert.Contains("Subscriptions__SigningKey", reply.TextsOf("main > p")[2], StringComparison.Ordinal);
        Assert.Empty(reply.Page.QuerySelectorAll("main form[method=post]"));
        Assert.StartsWith("Nothing was sent:", refused.TextOf(".answer"), StringComparison.Ordinal);
        Assert.Equal(AuditResult.Refused, site.Audit.Entries[0].Result);
        Assert.Empty(site.Events.Queue);
    }

    [Fact]
    public async Task A_viewer_sees_no_command()
    {
        OutgoingEvent told = await TellAsync(site);
        site.Person = new OpsPerson("Vi", OpsRole.Viewer);

        Assert.Empty((await site.GetAsync(Address)).Page.QuerySelectorAll("main form[method=post]"));
        Assert.Empty((await site.GetAsync($"{Address}/{told.Id}")).Page.QuerySelectorAll("main form"));
    }

    public void Dispose() => site.Dispose();
}
