using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Audit;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds;
using Pipeline.Core.Notifications;
using Pipeline.Core.Orders.Placing;
using Pipeline.Ops.People;
using Pipeline.Ops.Tests.Support;
using static Pipeline.Ops.Tests.Orders.OrderSamples;

namespace Pipeline.Ops.Tests.Partners;

/// <summary>The partners: whether each answers, what came of late, what is set.</summary>
public sealed class PartnerPageTests : IDisposable
{
    private readonly OpsSite site = new();

    [Fact]
    public async Task The_list_says_of_each_how_fresh_its_files_are()
    {
        site.Feeds.Records[new FeedId("acme", FeedKind.Price)] = new FeedRecord { Feed = new FeedId("acme", FeedKind.Price), Accepted = Accepted(Start) };

        OpsReply reply = await site.GetAsync("/ops/partners");

        Assert.Equal("Acme Ltd acme", reply.TextOf("td:nth-child(1)"));
        Assert.Equal("Prices of Acme: today 06:00 (1 h ago) Stock of Acme: Nothing has come yet", reply.TextOf("td:nth-child(3)"));
        Assert.Equal("Code,Partner,Orders placed here,File or list,Data as of\r\nacme,Acme Ltd,true,price,2026-03-10T06:00:00+01:00\r\nacme,Acme Ltd,true,stock,\r\n", (await site.GetAsync("/ops/partners.csv")).Text.TrimStart('\uFEFF'));
    }

    [Fact]
    public async Task A_partner_of_whom_nothing_is_known_says_so()
    {
        OpsReply reply = await site.GetAsync("/ops/partners/acme");

        Assert.Equal("Acme Ltd", reply.TextOf("h1"));
        Assert.Equal("Not asked lately", reply.TextOf("main > p"));
        Assert.Contains("Nothing has been said to this partner yet.", reply.TextsOf("section p"));
        Assert.Contains("They have pushed no message yet.", reply.TextsOf("section p"));
        Assert.Equal(404, (await site.GetAsync("/ops/partners/none")).Status);
    }

    [Fact]
    public async Task It_says_whether_it_answers_what_waits_and_what_came_last()
    {
        for (int minute = 0; minute < 10; minute++)
        {
            Add(minute, 100 + (minute * 10), minute == 9 ? 503 : 200);
        }

        site.Trade.Orders.Put(Blocked("PX1"));
        site.Trade.Orders.Put(Order("PX2"));
        string message = MessageId.New(Start.AddMinutes(20));
        await site.Trade.Inbox.AddAsync(new PushedMessage { Id = message, Distributor = "acme", ReceivedAt = Start.AddMinutes(20), Sha256 = "0", SizeBytes = 1, Root = "Invoice" }, new byte[1], default);

        OpsReply reply = await site.GetAsync("/ops/partners/acme");

        Assert.StartsWith("Does not answer today 06:09", reply.TextOf("main > p"), StringComparison.Ordinal);
        Assert.Equal(["today 06:20 (40 min ago)", "2", "1"], reply.TextsOf("#orders ~ dl dd"));
        Assert.Equal($"/ops/messages/{message}", reply.Page.QuerySelector("#messages ~ dl a")!.GetAttribute("href"));
        Assert.Equal("On the last day half of the answers came within 140 ms and nine of ten within 180 ms.", reply.TextOf("svg title"));
        Assert.InRange(site.Trade.Reads.Number, 1, 12);
    }

    [Fact]
    public async Task Settings_are_set_or_missing_and_never_shown()
    {
        OpsReply reply = await site.GetAsync("/ops/partners/acme");

        Assert.Equal(
            ["Orders and live prices Set", "Prices of Acme Set", "Stock of Acme Missing Set Distributors__Acme__Feeds__Stock__Url.", "Messages that they push Set"],
            reply.TextsOf("tbody tr").Where(static row => !row.Contains("ms", StringComparison.Ordinal)));
        Assert.DoesNotContain(TestPartner.Secret, reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_connection_is_tested_and_the_conversation_shown()
    {
        string exchange = Add(0, 100, 200);
        site.Trade.Partner.Answer = new OrderSearch { Outcome = SearchOutcome.NotFound, ExchangeId = exchange };

        OpsReply reply = await site.GetAsync((await site.PostAsync("/ops/partners/acme/test")).Location!);

        Assert.Equal("The partner answers. The conversation is below.", reply.TextOf(".answer"));
        Assert.Equal("Acme Ltd: orderInquiry", reply.TextOf("h1"));
        Assert.Equal(["CONNECTIONTEST"], site.Trade.Partner.Asked);
        Assert.Equal(("partner.test", "acme", AuditResult.Done), (site.Audit.Entries[0].Action, site.Audit.Entries[0].On.Id, site.Audit.Entries[0].Result));
    }

    [Fact]
    public async Task A_partner_that_does_not_answer_or_is_not_set_up_fails_the_test()
    {
        site.Trade.Partner.Answer = new OrderSearch { Outcome = SearchOutcome.Unknown };
        OpsReply silent = await site.GetAsync((await site.PostAsync("/ops/partners/acme/test")).Location!);
        site.Trade.Partner.MissingServices = "Set Distributors__Acme__Services__Url.";
        OpsReply unset = await site.GetAsync((await site.PostAsync("/ops/partners/acme/test")).Location!);

        Assert.StartsWith("The partner did not answer as it should.", silent.TextOf(".answer"), StringComparison.Ordinal);
        Assert.Equal("Nothing was asked: settings are missing.", unset.TextOf(".answer"));
        Assert.Empty(unset.Page.QuerySelectorAll("main form.command"));
        Assert.All(site.Audit.Entries, static entry => Assert.Equal(AuditResult.Refused, entry.Result));
    }

    [Fact]
    public async Task A_viewer_sees_no_command()
    {
        site.Person = new OpsPerson("Vi", OpsRole.Viewer);

        Assert.Empty((await site.GetAsync("/ops/partners/acme")).Page.QuerySelectorAll("main form"));
    }

    [Fact]
    public async Task Strangers_texts_do_no_harm()
    {
        string id = MessageId.New(Start);
        await site.Trade.Inbox.AddAsync(new PushedMessage { Id = id, Distributor = "acme", ReceivedAt = Start, Sha256 = "0", SizeBytes = 1, Root = Hostile }, new byte[1], default);

        OpsReply reply = await site.GetAsync("/ops/partners/acme");

        Assert.Single(reply.Page.QuerySelectorAll("script"));
        Assert.DoesNotContain('\u202E', reply.Text);
    }

    [Theory]
    [InlineData("fr", "Pas interrogé récemment")]
    [InlineData("es", "Sin consultar últimamente")]
    public async Task It_speaks_the_persons_language(string language, string text) =>
        Assert.Equal(text, (await site.GetAsync("/ops/partners/acme", language)).TextOf("main > p"));

    public void Dispose() => site.Dispose();

    private static AcceptedFile Accepted(DateTimeOffset at) => new()
    {
        Blob = "landing/acme/price/1",
        FileTime = at,
        Sha256 = "0",
        Sequence = 1,
        AcceptedAt = at,
        ChangedSequence = 1,
        ChangedAt = at,
        ExecutionId = "1",
        Counts = new FeedCounts(),
        Detail = "1",
    };

    private string Add(int minute, int milliseconds, int status)
    {
        DateTimeOffset at = Start.AddMinutes(minute);
        string id = MessageId.New(at);
        site.Trade.Exchanges.Add(new Exchange { Id = id, Partner = "acme", Operation = "orderInquiry", Target = "GET https://acme.example/", StartedAt = at, Duration = TimeSpan.FromMilliseconds(milliseconds), Status = status });
        return id;
    }
}
