using Pipeline.Core.Feeds;
using Pipeline.Core.Flows;
using Pipeline.Core.Issues;
using Pipeline.Ops.People;
using Pipeline.Ops.Tests.Support;
using static Pipeline.Ops.Tests.Feeds.FeedSamples;

namespace Pipeline.Ops.Tests.Feeds;

/// <summary>The page of a feed.</summary>
public sealed class FeedPageTests : IDisposable
{
    private const string Address = "/ops/feeds/acme/price";
    private const string Hostile = "=1+1<script>alert(1)</script>\u202E\u0007";
    private readonly OpsSite site = new();

    [Theory]
    [InlineData("en", "No file has come yet.")]
    [InlineData("fr", "Aucun fichier n'est encore arrivé.")]
    [InlineData("es", "Aún no ha llegado ningún archivo.")]
    public async Task Before_the_first_file_it_says_what_comes(string language, string words)
    {
        OpsReply reply = await site.GetAsync(Address, language);

        Assert.Equal((200, "Prices of Acme"), (reply.Status, reply.TextOf("h1")));
        Assert.StartsWith(words, reply.TextOf(".empty"), StringComparison.Ordinal);
        Assert.Null(reply.Page.QuerySelector("figure"));
    }

    [Theory]
    [InlineData("/ops/feeds/acme/category")]
    [InlineData("/ops/feeds/none/price")]
    [InlineData("/ops/feeds/acme/nonsense")]
    public async Task A_feed_that_nobody_has_is_missing(string address) => Assert.Equal(404, (await site.GetAsync(address)).Status);

    [Fact]
    public async Task The_file_that_counts_stands_with_what_was_found_in_it()
    {
        Accept(site);
        site.Reports.Reports["report"] = [Found("GTIN_INVALID", 1), Found("GTIN_INVALID", 2), Found("PRICE_INVALID", 3)];

        OpsReply reply = await site.GetAsync(Address);

        Assert.Contains("110 read: 1 created, 2 updated, 3 removed, 0 failed", reply.TextOf(".facts"), StringComparison.Ordinal);
        Assert.Contains("acme/price/2026/03/10/050000-1a2b3c4d.csv", reply.TextOf(".facts"), StringComparison.Ordinal);
        Assert.Equal($"/ops/runs/{Run(10, 5)}?code=GTIN_INVALID#items", reply.Page.QuerySelector("table td:nth-child(2) a")!.GetAttribute("href"));
        Assert.Equal("2", reply.TextOf("table td:nth-child(3)"));
        Assert.NotNull(reply.Page.QuerySelector($"a[href='/ops/runs/{Run(10, 5)}.csv']"));
    }

    [Fact]
    public async Task Landed_files_stand_with_their_verdicts_and_go_on_from_page_to_page()
    {
        Accept(site);
        site.Feeds.Files.AddRange(Enumerable.Range(1, 30).Select(static i => File(8, 1, FeedFileStatus.Unchanged) with { Blob = $"acme/price/{i}" }));

        OpsReply first = await site.GetAsync($"{Address}?limit=25");
        OpsReply second = await site.GetAsync(first.Page.QuerySelector("a[rel=next]")!.GetAttribute("href")!.Replace("?", "?limit=25&", StringComparison.Ordinal));

        Assert.Equal(("Accepted", 25), (first.TextOf("#files ~ table td:nth-child(1)"), first.Page.QuerySelectorAll("#files ~ table tbody tr").Length));
        Assert.Equal(("Same as the one before", 7), (second.TextOf("#files ~ table td:nth-child(1)"), second.Page.QuerySelectorAll("#files ~ table tbody tr").Length));
    }

    [Fact]
    public async Task The_last_seven_days_are_a_chart_with_words_and_a_table()
    {
        Accept(site);
        site.Feeds.Files.Add(File(6, 11, FeedFileStatus.Accepted)); // Six hours after its slot: four later than allowed.

        OpsReply reply = await site.GetAsync(Address);

        Assert.Equal("In 7 days: 2 in time, 1 late, 4 missing.", reply.TextOf("svg title"));
        Assert.Equal(["Missing", "Missing", "Late by 4 h", "Missing", "Missing", "In time", "In time"], reply.TextsOf("figure tbody td"));
    }

    [Fact]
    public async Task A_held_file_leads_to_its_decision_and_to_its_reason()
    {
        Accept(site);
        site.Runs.Add(new Execution { Id = ExecutionId.New(site.Clock.GetUtcNow()), Flow = "acme.price", Status = ExecutionStatus.Held, Trigger = "schedule", QueuedAt = site.Clock.GetUtcNow() });
        site.Feeds.Files.Insert(0, File(10, 6, FeedFileStatus.Held) with { ReasonCode = "FEED_SHRUNK" });

        OpsReply reply = await site.GetAsync(Address);

        Assert.Contains(reply.Page.QuerySelectorAll("main a"), static link => link.GetAttribute("href")!.EndsWith("/approve", StringComparison.Ordinal));
        Assert.Contains("FEED_SHRUNK: the last file", reply.TextOf(".notice"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_layout_that_cannot_be_read_is_said()
    {
        site.Shelf.ProfileFault = "columns[3]: no name.";

        Assert.Contains("PROFILE_INVALID: columns[3]: no name.", (await site.GetAsync(Address)).TextOf(".notice"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_now_runs_the_feeds_flow_once_and_comes_back()
    {
        OpsReply page = await site.GetAsync(Address);
        string command = page.Page.QuerySelector($"form[action='{Address}/fetch'] input[name=command]")!.GetAttribute("value")!;

        OpsReply first = await site.PostAsync($"{Address}/fetch", null, ("command", command));
        OpsReply second = await site.PostAsync($"{Address}/fetch", null, ("command", command));

        Assert.StartsWith($"{Address}?done=Feeds.fetching&run=", first.Location, StringComparison.Ordinal);
        Assert.Equal(first.Location, second.Location);
        Assert.Equal("acme.price", Assert.Single(site.Runs.All).Flow);
        Assert.Equal("flow.run", Assert.Single(site.Audit.Entries).Action);
        Assert.Contains("The fetch is queued.", (await site.GetAsync(first.Location!)).TextOf(".answer"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rollback_asks_with_numbers_and_wants_a_reason()
    {
        Accept(site);

        OpsReply asked = await site.GetAsync($"{Address}/rollback");
        OpsReply refused = await site.PostAsync($"{Address}/rollback", null, ("version", "7"));
        OpsReply done = await site.PostAsync($"{Address}/rollback", null, ("version", "7"), ("reason", "Prices of another customer"));

        Assert.Contains("the file of yesterday 06:00 says again: 109 rows", asked.TextOf("main"), StringComparison.Ordinal);
        Assert.Contains("(110 rows) brought is undone: 1 created, 2 updated, 3 removed", asked.TextOf("main"), StringComparison.Ordinal);
        Assert.Equal("7", asked.Page.QuerySelector("input[name=version]")!.GetAttribute("value"));
        Assert.Equal((422, 303), (refused.Status, done.Status));
        Assert.Equal("acme/price/2026/03/09/050000-1a2b3c4d.csv", Assert.Single(site.Reports.Imports).Blob);
        Assert.Equal(("feed.rollback", "Prices of another customer"), (Assert.Single(site.Audit.Entries).Action, site.Audit.Entries[0].Reason));
    }

    [Fact]
    public async Task A_rollback_for_a_file_that_counts_no_more_is_refused()
    {
        Accept(site);

        Assert.Equal(409, (await site.PostAsync($"{Address}/rollback", null, ("version", "6"), ("reason", "Why not"))).Status);
        Assert.Empty(site.Reports.Imports);
    }

    [Fact]
    public async Task Without_an_earlier_file_there_is_nothing_to_go_back_to()
    {
        Accept(site);
        site.Feeds.Files.RemoveAt(1);

        OpsReply page = await site.GetAsync(Address);
        OpsReply asked = await site.GetAsync($"{Address}/rollback");

        Assert.Null(page.Page.QuerySelector("a[href$='/rollback']"));
        Assert.Equal($"{Address}?done=Feeds.refusedNoEarlier", asked.Location);
    }

    [Fact]
    public async Task A_viewer_sees_the_feed_and_no_command()
    {
        Accept(site);
        site.Person = new OpsPerson("Vi", OpsRole.Viewer);

        OpsReply reply = await site.GetAsync(Address);

        Assert.Equal("Prices of Acme", reply.TextOf("h1"));
        Assert.Empty(reply.Page.QuerySelectorAll("main form[method=post]"));
        Assert.Null(reply.Page.QuerySelector("a[href$='/rollback']"));
    }

    [Fact]
    public async Task Strangers_texts_do_no_harm_in_page_and_file()
    {
        Accept(site);
        site.Feeds.Files[0] = site.Feeds.Files[0] with { RemotePath = Hostile, Reason = Hostile };
        site.Reports.Reports["report"] = [Found("GTIN_INVALID", 1) with { SaidCause = Hostile }];

        OpsReply page = await site.GetAsync(Address);
        OpsReply file = await site.GetAsync($"{Address}.csv");

        Assert.Single(page.Page.QuerySelectorAll("script"));
        Assert.DoesNotContain('\u202E', page.Text);
        Assert.DoesNotContain('\u0007', page.Text);
        Assert.Contains(",'=1+1", file.Text, StringComparison.Ordinal);
    }

    public void Dispose() => site.Dispose();

    private static Issue Found(string code, int line) => new(code, $"line {line}", "x") { SaidCause = "Bad." };
}
