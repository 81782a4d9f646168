using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Errors;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Requests;
using Pipeline.Core.Issues;
using Pipeline.Ops.People;
using Pipeline.Ops.Tests.Support;

namespace Pipeline.Ops.Tests.Runs;

/// <summary>The page of a run.</summary>
public sealed class RunPageTests : IDisposable
{
    private const string Hostile = "=cmd|' /C calc'!A0 <script>alert(1)</script> \u202Egpj.exe\u0007";
    private static readonly FeedId Feed = new("acme", FeedKind.Price);
    private readonly OpsSite site = new();

    [Theory]
    [InlineData("en", "Prices of Acme: Partly done", "10 rows read: 1 created, 2 updated, 3 unchanged, 3 skipped, 1 failed. 0 articles are gone.")]
    [InlineData("fr", "Prices of Acme : Partiel", "10 lignes lues : 1 créées, 2 mises à jour, 3 inchangées, 3 ignorées, 1 échouées. 0 articles ont disparu.")]
    [InlineData("es", "Prices of Acme: Parcial", "10 filas leídas: 1 creadas, 2 actualizadas, 3 sin cambios, 3 omitidas, 1 fallidas. 0 artículos han desaparecido.")]
    public async Task What_happened_is_a_sentence_in_the_persons_language(string language, string heading, string sentence)
    {
        Execution run = Add(ExecutionStatus.Partial);

        OpsReply reply = await site.GetAsync($"/ops/runs/{run.Id}", language);

        Assert.Equal(heading, reply.TextOf("h1"));
        Assert.Contains(sentence, reply.TextOf("#run"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_lead_to_the_rows_that_they_count()
    {
        Execution run = Add(ExecutionStatus.Partial);

        OpsReply reply = await site.GetAsync($"/ops/runs/{run.Id}");
        string failed = reply.Page.QuerySelectorAll("section[aria-labelledby=counts] a").Single().GetAttribute("href")!;
        OpsReply rows = await site.GetAsync(failed.Split('#')[0]);

        Assert.Equal($"/ops/runs/{run.Id}?outcome=failed#items", failed);
        Assert.Equal("Dropped", Assert.Single(rows.TextsOf("table.cards tbody tr td:first-child")));
    }

    [Theory]
    [InlineData("en", "Asked for", "only <b>7100231</b>, dry run", "What it would have sent")]
    [InlineData("fr", "Demandé", "seulement <b>7100231</b>, essai à blanc", "Ce qu’elle aurait envoyé")]
    [InlineData("es", "Se pidió", "solo <b>7100231</b>, simulacro", "Lo que habría enviado")]
    public async Task A_dry_run_says_what_was_asked_for_what_it_cost_and_what_it_would_have_sent(string language, string asked, string request, string kept)
    {
        Execution run = Add(ExecutionStatus.Succeeded, state => state with
        {
            Mode = FlowMode.Test, Request = new RunRequest { From = state.QueuedAt.AddHours(-22), Record = "<b>7100231</b>", DryRun = true },
            Window = new ExecutionWindow(state.QueuedAt.AddHours(-22), state.QueuedAt), ApiCalls = 12, Pages = 3, ThrottledMs = 4000, Retried = 2, CorrelationId = "4bf92f35",
        });
        await site.Trade.Exchanges.RecordAsync(
            new Exchange
            {
                Id = ExecutionId.New(site.Clock.GetUtcNow()), Direction = ExchangeDirection.WouldSend, Partner = "acme", Operation = "stockUpdate", Subject = run.Id,
                Target = "test mode: not sent", StartedAt = site.Clock.GetUtcNow(), Duration = TimeSpan.Zero,
            },
            CancellationToken.None);

        OpsReply reply = await site.GetAsync($"/ops/runs/{run.Id}", language);

        string facts = reply.TextOf("section[aria-labelledby=facts]");
        Assert.Contains(asked, facts, StringComparison.Ordinal);
        Assert.Contains(request, facts, StringComparison.Ordinal);
        Assert.Contains("4bf92f35", facts, StringComparison.Ordinal);
        Assert.Equal(["12", "3"], reply.TextsOf("section[aria-labelledby=facts] dd").Where(static text => text is "12" or "3"));
        Assert.Equal(kept, reply.TextOf("#kept"));
        Assert.Contains("stockUpdate", reply.TextOf("#kept ~ ul"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_live_run_says_nothing_of_what_it_would_have_sent()
    {
        Execution run = Add(ExecutionStatus.Succeeded, static state => state with { Mode = FlowMode.Live });

        Assert.Null((await site.GetAsync($"/ops/runs/{run.Id}")).Page.QuerySelector("#kept"));
    }

    [Fact]
    public async Task What_a_partner_wrote_is_harmless_in_the_page_and_in_the_file()
    {
        Execution run = Add(ExecutionStatus.Partial);

        OpsReply page = await site.GetAsync($"/ops/runs/{run.Id}");
        OpsReply file = await site.GetAsync($"/ops/runs/{run.Id}.csv");

        Assert.Empty(page.Page.QuerySelectorAll("main script"));
        Assert.Contains("<script>alert(1)</script> ⟨U+202E⟩gpj.exe␇", page.TextOf("#items ~ table"), StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", page.Text, StringComparison.Ordinal);
        Assert.Contains($",'{Hostile},", file.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr", "60 articles sur 100 ont disparu ; 30 % au plus sont attendus.")]
    [InlineData("es", "60 de 100 artículos han desaparecido; se espera 30 % como máximo.")]
    public async Task A_held_file_says_why_in_the_persons_language(string language, string why)
    {
        Execution run = AddHeld();

        Assert.Contains(why, (await site.GetAsync($"/ops/runs/{run.Id}", language)).TextOf(".why"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_error_says_what_to_do()
    {
        Execution run = Add(ExecutionStatus.Failed, static run => run with { FirstError = new Issue(IssueCodes.ExecutionSetAside, null, null), Counts = new() });

        OpsReply reply = await site.GetAsync($"/ops/runs/{run.Id}");

        Assert.Equal($"/ops/help/{IssueCodes.ExecutionSetAside}", reply.Page.QuerySelector("section[aria-labelledby=error] a")!.GetAttribute("href"));
        Assert.Contains(IssueCatalog.Find(IssueCodes.ExecutionSetAside)!.Remedy, reply.TextOf("section[aria-labelledby=error]"), StringComparison.Ordinal);
        Assert.Equal(["done The file is fetched", "stopped here It is read row by row", "not reached It is compared with the file before", "not reached Its changes are written to the catalogue"], reply.TextsOf(".steps li"));
    }

    [Theory]
    [InlineData("en", "The row has no SKU.")]
    [InlineData("fr", "La ligne n'a pas de référence (SKU), ou aucune qui puisse en être une.")]
    [InlineData("es", "La fila no tiene número de artículo (SKU), o ninguno que pueda serlo.")]
    public async Task What_is_wrong_with_a_row_is_said_in_the_persons_language(string language, string cause)
    {
        Execution run = Add(ExecutionStatus.Partial);

        Assert.Contains(cause, (await site.GetAsync($"/ops/runs/{run.Id}", language)).TextOf("#items ~ table"), StringComparison.Ordinal);
        Assert.Contains(cause, (await site.GetAsync($"/ops/runs/{run.Id}.csv", language)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_one_shows_how_far_it_is_and_can_be_cancelled()
    {
        Execution run = Add(ExecutionStatus.Running, static run => run with
        {
            FinishedAt = null, Counts = new(), Summary = null, Progress = new ExecutionProgress { Step = "applying", Done = 610, Expected = 1000, RowsPerSecond = 90 },
        });

        OpsReply reply = await site.GetAsync($"/ops/runs/{run.Id}");
        OpsReply done = await site.PostAsync($"/ops/runs/{run.Id}/cancel");

        Assert.Equal(("610", "1000"), (reply.Page.QuerySelector("progress")!.GetAttribute("value"), reply.Page.QuerySelector("progress")!.GetAttribute("max")));
        Assert.Contains("610 of 1,000 · 90 a second", reply.TextOf("#run"), StringComparison.Ordinal);
        Assert.Equal("5", reply.Page.Body!.GetAttribute("data-live"));
        Assert.Equal($"/ops/runs/{run.Id}?done=Runs.cancelled", done.Location);
        Assert.Equal(ExecutionStatus.Cancelling, (await site.Runs.FindAsync(run.Id, default))!.Status);
    }

    [Fact]
    public async Task What_failed_is_run_again_in_one_step()
    {
        Execution run = Add(ExecutionStatus.Partial);

        OpsReply reply = await site.GetAsync((await site.PostAsync($"/ops/runs/{run.Id}/again")).Location!);

        Execution again = Assert.Single(site.Runs.All, static run => run.Status is ExecutionStatus.Queued);
        Assert.Equal(("rerunFailed", run.Id), (again.Trigger, again.Parent));
        Assert.Equal("A new run is queued. Look at the run", reply.TextOf(".answer"));
        Assert.Contains("Ada Failed ones run again: Done", reply.TextOf("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_held_file_says_why_and_what_waits_for_the_decision()
    {
        Execution run = AddHeld();

        OpsReply reply = await site.GetAsync($"/ops/runs/{run.Id}");

        Assert.Equal("60 of 100 articles are gone; at most 30 % are expected.", reply.TextOf(".why strong"));
        Assert.Equal("Not passed Is it like the file before? found: 40 rows, 60 articles gone limit: last accepted: 100 rows GUARD_REMOVED since today 06:30 (30 min ago)", reply.TextOf(".why li:nth-child(2)"));
        Assert.Contains("Until you decide, the catalogue stays as the file of yesterday 07:00 left it. 1 newer file waits behind it.", reply.TextOf("main"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("approve", "Approve 63 changes", FeedFileStatus.Approved, ExecutionStatus.Running)]
    [InlineData("reject", "Reject the file", FeedFileStatus.Rejected, ExecutionStatus.Refused)]
    public async Task A_decision_is_asked_for_on_a_page_and_wants_a_reason(string verb, string button, FeedFileStatus file, ExecutionStatus status)
    {
        Execution run = AddHeld();

        OpsReply asked = await site.GetAsync($"/ops/runs/{run.Id}/{verb}");
        OpsReply refused = await site.PostAsync($"/ops/runs/{run.Id}/{verb}");
        OpsReply decided = await site.PostAsync($"/ops/runs/{run.Id}/{verb}", null, ("reason", "Announced by the partner"));

        Assert.Equal(button, asked.TextOf("form.confirm button"));
        Assert.Equal((422, "Say why."), (refused.Status, refused.TextOf("#reason-fault")));
        Assert.Equal(303, decided.Status);
        Assert.Equal((file, "Ada"), (site.Feeds.Files.Single(one => one.Blob == "acme/price/1").Status, site.Feeds.Files.Single(one => one.Blob == "acme/price/1").DecidedBy));
        Assert.Equal(status, (await site.Runs.FindAsync(run.Id, default))!.Status);
        Assert.Equal(($"execution.{verb}", "Announced by the partner"), (Assert.Single(site.Audit.Entries).Action, site.Audit.Entries[0].Reason));
    }

    [Fact]
    public async Task A_decision_that_comes_late_changes_nothing_and_says_so()
    {
        Execution run = Add(ExecutionStatus.Succeeded);

        OpsReply late = await site.PostAsync($"/ops/runs/{run.Id}/approve", null, ("reason", "Fine"));

        Assert.Equal($"/ops/runs/{run.Id}?done=Runs.refusedNotHeld", late.Location);
        Assert.Empty(site.Reports.Imports);
    }

    [Fact]
    public async Task A_viewer_sees_why_and_decides_nothing()
    {
        Execution run = AddHeld();
        site.Person = new OpsPerson("Vi", OpsRole.Viewer);

        OpsReply reply = await site.GetAsync($"/ops/runs/{run.Id}");

        Assert.NotNull(reply.Page.QuerySelector(".why"));
        Assert.Empty(reply.Page.QuerySelectorAll("main form[method=post], main a[href$=approve], main a[href$=reject]"));
    }

    [Theory]
    [InlineData("/ops/runs/7")]
    [InlineData("/ops/runs/019cd0aa63807abcbdef0123456789ab")]
    public async Task A_run_that_is_not_there_is_a_page(string address) => Assert.Equal(404, (await site.GetAsync(address)).Status);

    [Fact]
    public async Task The_list_shows_the_first_error_and_goes_on_by_links()
    {
        for (int i = 0; i < 30; i++)
        {
            _ = Add(i == 0 ? ExecutionStatus.Failed : ExecutionStatus.Succeeded, run => run with { FirstError = i == 0 ? new Issue(IssueCodes.ExecutionSetAside, null, null) : null }, i);
        }

        OpsReply first = await site.GetAsync("/ops/runs?flow=acme.price");
        OpsReply second = await site.GetAsync(first.Page.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        OpsReply other = await site.GetAsync("/ops/runs?cursor=nonsense");

        Assert.Equal((25, 5), (first.Page.QuerySelectorAll("tbody tr").Length, second.Page.QuerySelectorAll("tbody tr").Length));
        Assert.Contains(IssueCodes.ExecutionSetAside, first.TextOf("tbody tr"), StringComparison.Ordinal);
        Assert.Null(second.Page.QuerySelector("a[rel=next]"));
        Assert.Equal((200, 25), (other.Status, other.Page.QuerySelectorAll("tbody tr").Length));
        Assert.Contains("“cursor”", other.TextOf(".notice"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status=failed", 1)]
    [InlineData("trigger=runNow", 0)]
    [InlineData("from=2026-03-10T06%3A00", 1)]
    [InlineData("from=24h&to=2026-03-10", 1)]
    public async Task The_filters_of_the_list_choose(string query, int count)
    {
        _ = Add(ExecutionStatus.Failed, minutes: 30);
        _ = Add(ExecutionStatus.Succeeded, minutes: 600);

        Assert.Equal(count, (await site.GetAsync($"/ops/runs?{query}")).Page.QuerySelectorAll("tbody tr").Length);
    }

    public void Dispose() => site.Dispose();

    private Execution Add(ExecutionStatus status, Func<Execution, Execution>? change = null, int minutes = 30)
    {
        DateTimeOffset at = site.Clock.GetUtcNow().AddMinutes(-minutes);
        string id = ExecutionId.New(at);
        Execution run = new()
        {
            Id = id, Flow = "acme.price", Status = status, Trigger = "schedule", QueuedAt = at, StartedAt = at, FinishedAt = at.AddSeconds(5), Attempt = 1,
            Counts = new FeedCounts { Read = 10, Created = 1, Updated = 2, Unchanged = 3, Skipped = 3, Failed = 1 },
            Summary = "Read.", Report = id, File = "landing/acme/price/1", Progress = new ExecutionProgress { Step = "reading" },
        };
        run = change?.Invoke(run) ?? run;
        site.Runs.Add(run);
        site.Reports.Reports[id] =
        [
            Issue.OfRow(new RowPlace(3) { Column = "SKU", RawRow = "a;b" }, IssueCodes.SkuMissing, IssueSeverity.Error, Hostile, "The row has no SKU."),
        ];
        return run;
    }

    private Execution AddHeld()
    {
        const string reason = "60 of 100 articles are gone; at most 30 % are expected.";
        Execution run = Add(ExecutionStatus.Held, run => run with
        {
            File = LandingNames.WithContainer("acme/price/1"), HoldReason = reason, Summary = reason, FinishedAt = null, FirstError = new Issue(IssueCodes.GuardRemoved, null, null) { SaidCause = reason },
        });
        DateTimeOffset at = run.QueuedAt;
        site.Feeds.Files.Add(new FeedFile
        {
            Feed = Feed, Blob = "acme/price/1", FileTime = at, LandedAt = at, Size = 7, ExecutionId = run.Id, Status = FeedFileStatus.Held, ReasonCode = IssueCodes.GuardRemoved,
            Counts = new FeedCounts { Read = 40, Created = 1, Updated = 2, Unchanged = 37, Removed = 60 },
        });
        site.Feeds.Files.Add(new FeedFile { Feed = Feed, Blob = "acme/price/2", FileTime = at.AddMinutes(10), LandedAt = at.AddMinutes(10), Size = 7, Status = FeedFileStatus.Landed });
        site.Feeds.Records[Feed] = new FeedRecord
        {
            Feed = Feed,
            Accepted = new AcceptedFile
            {
                Blob = "acme/price/0", FileTime = at.AddHours(-23.5), Sha256 = "", Sequence = 1, AcceptedAt = at.AddHours(-23.5), ChangedSequence = 1, ChangedAt = at.AddHours(-23.5), ExecutionId = "x",
                Counts = new FeedCounts { Read = 100 }, Detail = "d",
            },
        };
        return run;
    }
}
