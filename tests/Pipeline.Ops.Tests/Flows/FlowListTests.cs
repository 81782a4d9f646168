using Pipeline.Core.Flows;
using Pipeline.Core.Issues;
using Pipeline.Ops.People;
using Pipeline.Ops.Tests.Support;

namespace Pipeline.Ops.Tests.Flows;

/// <summary>The list of flows.</summary>
public sealed class FlowListTests : IDisposable
{
    private readonly OpsSite site = new();

    [Fact]
    public async Task Each_flow_says_how_its_last_run_ended_and_beside_it_what_happens_now()
    {
        site.Runs.Add(Run("acme.stock", ExecutionStatus.Failed, -60));
        site.Runs.Add(Run("acme.stock", ExecutionStatus.Running, -1));

        OpsReply reply = await site.GetAsync("/ops/flows");

        Assert.Equal("Jobs with partners: 2", reply.TextOf("caption"));
        Assert.Equal("Failed today 06:00 (1 h ago)", reply.TextOf("tr:nth-child(2) td:nth-child(3)"));
        Assert.Equal("Running", reply.TextOf("tr:nth-child(2) td:nth-child(4)"));
        Assert.Equal("has not run yet", reply.TextOf("tr:nth-child(1) td:nth-child(3)"));
        Assert.Equal("at rest", reply.TextOf("tr:nth-child(1) td:nth-child(4)"));
    }

    [Fact]
    public async Task The_next_three_runs_stand_there_in_the_persons_zone()
    {
        site.Flows.Set(new FlowState { Code = "acme.price", NextRun = new DateTimeOffset(2026, 3, 11, 5, 0, 0, TimeSpan.Zero) });

        OpsReply reply = await site.GetAsync("/ops/flows");

        Assert.Equal("tomorrow 06:00 (in 23 h) Thu 12 Mar 06:00 (in 47 h) Fri 13 Mar 06:00 (in 2 d)", reply.TextOf("tr:nth-child(1) td:nth-child(6)"));
    }

    [Fact]
    public async Task A_viewer_sees_no_button()
    {
        site.Person = new OpsPerson("Vi", OpsRole.Viewer);

        OpsReply reply = await site.GetAsync("/ops/flows");

        Assert.Empty(reply.Page.QuerySelectorAll("main form.command"));
        Assert.Contains("You can look, not change.", reply.TextOf("footer"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_now_queues_a_run_and_its_answer_leads_to_it()
    {
        OpsReply sent = await site.PostAsync("/ops/flows/acme.stock/run");
        OpsReply reply = await site.GetAsync(sent.Location!);

        Execution run = Assert.Single(site.Runs.All);
        Assert.Equal((ExecutionStatus.Queued, "Ada", "runNow"), (run.Status, run.RequestedBy, run.Trigger));
        Assert.Equal("The run is queued. Look at the run", reply.TextOf(".answer"));
        Assert.Equal($"/ops/runs/{run.Id}", reply.Page.QuerySelector(".answer a")!.GetAttribute("href"));
        Assert.Equal(("flow.run", "acme.stock", run.Id), (site.Audit.Entries[0].Action, site.Audit.Entries[0].On.Id, site.Audit.Entries[0].ExecutionId));
    }

    [Fact]
    public async Task A_run_that_comes_too_early_is_not_started_and_says_why()
    {
        site.Flows.NotBefore = site.Clock.GetUtcNow().AddHours(3);

        OpsReply reply = await site.GetAsync((await site.PostAsync("/ops/flows/acme.price/run")).Location!);

        Assert.Contains("wants to be left alone", reply.TextOf(".answer"), StringComparison.Ordinal);
        Assert.Equal(IssueCodes.CadenceEarly, Assert.Single(site.Audit.Entries).Code);
        Assert.Empty(site.Flows.Sent);
    }

    [Fact]
    public async Task The_filters_are_in_the_address_and_each_can_be_taken_away()
    {
        OpsReply reply = await site.GetAsync("/ops/flows?partner=acme&state=off");

        Assert.Contains("Nothing matches these filters: Partner: acme, State: Off", reply.TextOf(".empty"), StringComparison.Ordinal);
        Assert.Equal(["/ops/flows?state=off", "/ops/flows?partner=acme", "/ops/flows"], reply.Page.QuerySelectorAll(".chips a").Select(static link => link.GetAttribute("href")!));
    }

    [Fact]
    public async Task The_file_has_codes_in_columns_of_their_own_and_the_languages_separator()
    {
        OpsReply english = await site.GetAsync("/ops/flows.csv");
        OpsReply french = await site.GetAsync("/ops/flows.csv", "fr");

        Assert.Equal([0xEF, 0xBB, 0xBF], english.Bytes[..3]);
        Assert.Equal("Flow,Partner,State,Last result,Data as of,Next runs,Mode\r\nacme.price,acme,on,,,,live\r\nacme.stock,acme,on,,,,live\r\n", english.Text.TrimStart('\uFEFF'));
        Assert.StartsWith("Flux;Partenaire;État;", french.Text.TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Equal("attachment; filename=flows.csv; filename*=UTF-8''flows.csv", english.Headers.ContentDisposition);
    }

    public void Dispose() => site.Dispose();

    private Execution Run(string flow, ExecutionStatus status, int minutes)
    {
        DateTimeOffset at = site.Clock.GetUtcNow().AddMinutes(minutes);
        return new Execution { Id = ExecutionId.New(at), Flow = flow, Status = status, Trigger = "schedule", QueuedAt = at, StartedAt = at, FinishedAt = status is ExecutionStatus.Running ? null : at };
    }
}
