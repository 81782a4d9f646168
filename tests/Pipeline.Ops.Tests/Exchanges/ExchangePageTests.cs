using System.Text;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Notifications;
using Pipeline.Ops.People;
using Pipeline.Ops.Tests.Support;
using static Pipeline.Ops.Tests.Orders.OrderSamples;

namespace Pipeline.Ops.Tests.Exchanges;

/// <summary>What was said between us and partners.</summary>
public sealed class ExchangePageTests : IDisposable
{
    private readonly OpsSite site = new();

    [Fact]
    public async Task Without_conversations_it_says_what_will_appear_here() =>
        Assert.StartsWith("Nothing has been said to a partner yet.", (await site.GetAsync("/ops/exchanges")).TextOf(".empty"), StringComparison.Ordinal);

    [Fact]
    public async Task Each_conversation_says_whether_it_was_answered_and_what_went_wrong()
    {
        string id = Add(0, static one => one with { Fault = "No connection.", Status = null });
        _ = Add(1);

        OpsReply reply = await site.GetAsync("/ops/exchanges");

        Assert.Equal(["Answered", "today 06:01 (59 min ago)", "Acme Ltd", "orderCreate", "PX26000187", "", "200", "120 ms"], reply.TextsOf("tr:nth-child(1) td"));
        Assert.Equal(["Failed", "No connection."], new[] { reply.TextOf("tr:nth-child(2) td:nth-child(1)"), reply.TextOf("tr:nth-child(2) td:nth-child(6)") });
        Assert.Equal($"/ops/exchanges/{id}", reply.Page.QuerySelector("tr:nth-child(2) td a")!.GetAttribute("href"));
        Assert.Equal(1, site.Trade.Reads.Number);
    }

    [Theory]
    [InlineData("partner=acme", 3)]
    [InlineData("partner=other", 0)]
    [InlineData("failed=true", 1)]
    [InlineData("failed=false", 2)]
    [InlineData("order=PX26000187", 2)]
    [InlineData("run=0195e30000007000800000000000000f", 1)]
    [InlineData("operation=priceAvailability", 1)]
    [InlineData("status=503", 1)]
    [InlineData("from=2026-03-10T05:01:00Z", 2)]
    [InlineData("to=2026-03-10T05:01:00Z", 1)]
    public async Task They_are_found_by_order_run_partner_status_and_time(string query, int expected)
    {
        _ = Add(0);
        _ = Add(1, static one => one with { Status = 503 });
        _ = Add(2, static one => one with { Operation = "priceAvailability", Subject = "0195e30000007000800000000000000f" });

        OpsReply reply = await site.GetAsync($"/ops/exchanges?{query}");

        Assert.Equal(expected, reply.Page.QuerySelectorAll("tbody tr").Length);
    }

    [Theory]
    [InlineData("status=9")]
    [InlineData("status=x")]
    [InlineData("failed=perhaps")]
    public async Task A_wrong_value_gives_the_page_with_a_notice(string query) =>
        Assert.Contains("was not understood", (await site.GetAsync($"/ops/exchanges?{query}")).TextOf(".notice"), StringComparison.Ordinal);

    [Fact]
    public async Task A_conversation_shows_a_sentence_and_both_sides_set_in_lines()
    {
        string id = Add(0);

        OpsReply reply = await site.GetAsync($"/ops/exchanges/{id}");
        OpsReply original = await site.GetAsync($"/ops/exchanges/{id}?body=original");

        Assert.Equal("Acme Ltd: orderCreate", reply.TextOf("h1"));
        Assert.Contains("We asked Acme Ltd for “orderCreate”; it answered 200 after 120 ms.", reply.TextOf("main > p"), StringComparison.Ordinal);
        Assert.Equal("<ok>\n  <b>1</b>\n</ok>", reply.Page.QuerySelector("#response ~ pre")!.TextContent);
        Assert.Equal("{\"ask\":1}", original.Page.QuerySelector("#request ~ pre")!.TextContent);
        Assert.Contains("Authorization: ***", reply.TextsOf("details pre"));
        Assert.InRange(site.Trade.Reads.Number, 2, 12);
        Assert.Equal("no-store", reply.Headers.CacheControl);
    }

    [Fact]
    public async Task Bodies_are_downloaded_as_they_are()
    {
        string id = Add(0);

        OpsReply reply = await site.GetAsync($"/ops/exchanges/{id}/response");

        Assert.Equal("<ok><b>1</b></ok>", reply.Text);
        Assert.StartsWith("attachment", reply.Headers.ContentDisposition, StringComparison.Ordinal);
        Assert.Equal("application/octet-stream", reply.Headers.ContentType);
    }

    [Fact]
    public async Task A_body_that_was_erased_says_so()
    {
        string id = Add(0);
        _ = site.Trade.Exchanges.Erased.Add(id);

        OpsReply reply = await site.GetAsync($"/ops/exchanges/{id}");

        Assert.Equal(200, reply.Status);
        Assert.Equal(2, reply.TextsOf("section p").Count(static text => text.StartsWith("The body was erased on tomorrow 06:00", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_viewer_sees_no_body_and_downloads_none()
    {
        string id = Add(0);
        site.Person = new OpsPerson("Vi", OpsRole.Viewer);

        OpsReply reply = await site.GetAsync($"/ops/exchanges/{id}");

        Assert.Equal(["Bodies are shown to operators only.", "Bodies are shown to operators only."], reply.TextsOf("section > p"));
        Assert.DoesNotContain("ask", reply.TextOf("#request"), StringComparison.Ordinal);
        Assert.Equal(403, (await site.GetAsync($"/ops/exchanges/{id}/response")).Status);
    }

    [Fact]
    public async Task A_pushed_message_is_shown_on_its_own_page()
    {
        string id = MessageId.New(Start);
        await site.Trade.Inbox.AddAsync(new PushedMessage { Id = id, Distributor = "acme", ReceivedAt = Start, Sha256 = "0", SizeBytes = 3 }, "<a/>"u8.ToArray(), default);

        Assert.Equal($"/ops/messages/{id}", (await site.GetAsync($"/ops/exchanges/{id}")).Location);
        Assert.Equal(404, (await site.GetAsync("/ops/exchanges/none")).Status);
    }

    [Fact]
    public async Task Strangers_texts_do_no_harm_in_page_and_file()
    {
        string id = Add(0, static one => one with { Operation = Hostile, Subject = Hostile, Fault = Hostile + new string('w', 10_000), Response = Encoding.UTF8.GetBytes(Hostile) });

        foreach (string address in (string[])["/ops/exchanges", $"/ops/exchanges/{id}"])
        {
            OpsReply reply = await site.GetAsync(address);
            Assert.Single(reply.Page.QuerySelectorAll("script"));
            Assert.DoesNotContain('\u202E', reply.Text);
            Assert.DoesNotContain('\u0007', reply.Text);
        }

        Assert.Contains(",'=1+1", (await site.GetAsync("/ops/exchanges.csv")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr", "Réponse")]
    [InlineData("es", "Respuesta")]
    public async Task It_speaks_the_persons_language(string language, string title)
    {
        string id = Add(0);

        Assert.Equal(title, (await site.GetAsync($"/ops/exchanges/{id}", language)).TextOf("#response"));
    }

    public void Dispose() => site.Dispose();

    private string Add(int minute, Func<Exchange, Exchange>? change = null)
    {
        DateTimeOffset at = Start.AddMinutes(minute);
        Exchange made = new()
        {
            Id = MessageId.New(at),
            Partner = "acme",
            Operation = "orderCreate",
            Subject = "PX26000187",
            Target = "POST https://acme.example/",
            StartedAt = at,
            Duration = TimeSpan.FromMilliseconds(120),
            Status = 200,
            RequestHeaders = "Authorization: ***",
            Request = "{\"ask\":1}"u8.ToArray(),
            Response = "<ok><b>1</b></ok>"u8.ToArray(),
        };
        made = change?.Invoke(made) ?? made;
        site.Trade.Exchanges.Add(made);
        return made.Id;
    }
}
