using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Executions;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Requests;
using Pipeline.Core.Flows.Running;
using Pipeline.Ops.People;
using Pipeline.Ops.Tests.Support;

namespace Pipeline.Ops.Tests.Flows;

/// <summary>The page of a flow, its schedule, its pause.</summary>
public sealed class FlowPageTests : IDisposable
{
    private readonly OpsSite site = new();

    [Theory]
    [InlineData("en", "Every day at 06:00, Europe/Paris time")]
    [InlineData("fr", "Tous les jours à 06:00, heure de Europe/Paris")]
    [InlineData("es", "Todos los días a las 06:00, hora de Europe/Paris")]
    public async Task The_schedule_is_a_sentence(string language, string sentence) =>
        Assert.Contains(sentence, (await site.GetAsync("/ops/flows/acme.price", language)).TextOf("main"), StringComparison.Ordinal);

    [Fact]
    public async Task A_flow_that_is_not_there_is_a_page_that_says_so() => Assert.Equal(404, (await site.GetAsync("/ops/flows/none")).Status);

    [Fact]
    public async Task A_schedule_is_shown_before_it_is_saved_and_saved_as_it_was_shown()
    {
        OpsReply preview = await site.GetAsync("/ops/flows/acme.price/schedule?kind=daily&minutes=&time=05%3A30&expression=&zone=Europe%2FParis&enabled=on");

        Assert.Equal(["tomorrow 05:30 (in 22 h)", "Thu 12 Mar 05:30 (in 46 h)", "Fri 13 Mar 05:30 (in 2 d)"], preview.TextsOf("section li"));
        Assert.Empty(site.Audit.Entries);

        OpsReply saved = await site.PostAsync("/ops/flows/acme.price/schedule", null, [.. FieldsOf(preview, "/ops/flows/acme.price/schedule")]);

        Assert.StartsWith("/ops/flows/acme.price?done=Flows.scheduled&v=1&u=", saved.Location, StringComparison.Ordinal);
        FlowState state = await site.Flows.FindAsync("acme.price", default);
        Assert.Equal(("0 30 5 * * *", new DateTimeOffset(2026, 3, 11, 4, 30, 0, TimeSpan.Zero)), (state.Expression, state.NextRun!.Value));
        Assert.Equal(("flow.change", "Ada", "0 0 6 * * * Europe/Paris, on, live", "0 30 5 * * * Europe/Paris, on, live"), (site.Audit.Entries[0].Action, site.Audit.Entries[0].By, site.Audit.Entries[0].Before, site.Audit.Entries[0].After));
    }

    [Fact]
    public async Task Undo_brings_the_earlier_schedule_back_once()
    {
        OpsReply saved = await site.PostAsync("/ops/flows/acme.price/schedule", null, ("expression", "0 30 5 * * *"), ("zone", "Europe/Paris"), ("enabled", "off"), ("version", "0"));
        OpsReply answer = await site.GetAsync(saved.Location!);
        (string, string)[] undo = [.. FieldsOf(answer, "/ops/flows/acme.price/unschedule")];

        OpsReply undone = await site.PostAsync("/ops/flows/acme.price/unschedule", null, undo);
        OpsReply again = await site.PostAsync("/ops/flows/acme.price/unschedule", null, undo);

        Assert.Equal((303, undone.Location), (undone.Status, again.Location));
        FlowState state = await site.Flows.FindAsync("acme.price", default);
        Assert.Equal((null, true, 2), (state.Expression, state.Enabled, state.Version));
    }

    [Theory]
    [InlineData("kind=daily&time=25%3A00", "time", "Give a time of day, for example 06:30.")]
    [InlineData("kind=everyMinutes&minutes=0", "minutes", "Give a number from 1 to 59.")]
    [InlineData("kind=hourly&minutes=60", "minutes", "Give a number from 0 to 59.")]
    [InlineData("kind=daily&time=06%3A00&zone=Nowhere", "zone", "Nowhere")]
    [InlineData("kind=expert&expression=sometimes", "expression", "sometimes")]
    [InlineData("kind=hourly&minutes=10", "expression", "24 hours")] // The partner wants a day between two reads.
    public async Task A_schedule_that_cannot_be_is_refused_beside_its_field_and_on_top(string query, string field, string words)
    {
        OpsReply reply = await site.GetAsync($"/ops/flows/acme.price/schedule?{query}");

        Assert.Equal(422, reply.Status);
        Assert.Contains(words, reply.TextOf($"#{field}-fault"), StringComparison.Ordinal);
        Assert.Equal($"#{field}", reply.Page.QuerySelector(".faults a")!.GetAttribute("href"));
        Assert.Equal(reply.TextOf($"#{field}-fault"), reply.TextOf(".faults a"));
        Assert.StartsWith("Error: ", reply.Page.Title, StringComparison.Ordinal);
        Assert.Null(reply.Page.QuerySelector("form[method=post][action$=schedule]"));
    }

    [Fact]
    public async Task A_pause_has_a_reason_and_an_end_and_stands_across_the_page()
    {
        OpsReply paused = await site.PostAsync("/ops/flows/acme.stock/pause", null, ("reason", "Price list <b>moves</b>"), ("until", "2026-03-11T08:00"), ("version", "0"));
        OpsReply reply = await site.GetAsync(paused.Location!);

        Assert.Equal("Paused by Ada until tomorrow 08:00: Price list <b>moves</b> To the commands", reply.TextOf(".strip"));
        Assert.NotNull(reply.Page.QuerySelector("form[action='/ops/flows/acme.stock/resume']"));
        Assert.Equal("Price list <b>moves</b>", Assert.Single(site.Audit.Entries).Reason);
        Assert.DoesNotContain("moves", paused.Location, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "reason")]
    [InlineData("Holiday", "2026-03-10T06:00", "until")]
    [InlineData("Holiday", "soon", "until")]
    public async Task A_pause_without_a_reason_or_with_an_end_that_is_past_is_refused_and_keeps_what_was_typed(string reason, string until, string field)
    {
        OpsReply reply = await site.PostAsync("/ops/flows/acme.stock/pause", null, ("reason", reason), ("until", until));

        Assert.Equal((422, reason), (reply.Status, reply.Page.QuerySelector("#reason")!.GetAttribute("value") ?? string.Empty));
        Assert.NotNull(reply.Page.QuerySelector($"#{field}-fault"));
        Assert.Empty(site.Audit.Entries);
    }

    [Fact]
    public async Task What_somebody_else_changed_meanwhile_is_not_overwritten()
    {
        site.Flows.Set(new FlowState { Code = "acme.stock", Version = 3 });

        OpsReply reply = await site.PostAsync("/ops/flows/acme.stock/pause", null, ("reason", "Holiday"), ("version", "2"));

        Assert.Equal((409, "It has changed meanwhile"), (reply.Status, reply.TextOf("h1")));
        Assert.Null((await site.Flows.FindAsync("acme.stock", default)).PausedReason);
    }

    [Fact]
    public async Task A_run_before_its_time_is_asked_for_on_a_page_with_a_reason()
    {
        site.Flows.NotBefore = site.Clock.GetUtcNow().AddHours(3);

        OpsReply page = await site.GetAsync("/ops/flows/acme.price");
        OpsReply asked = await site.GetAsync("/ops/flows/acme.price/override");
        OpsReply refused = await site.PostAsync("/ops/flows/acme.price/override");
        OpsReply done = await site.PostAsync("/ops/flows/acme.price/override", null, ("reason", "The partner asked us to"));

        Assert.Null(page.Page.QuerySelector("form[action$='/run']"));
        Assert.Contains("until today 10:00", asked.TextOf("main"), StringComparison.Ordinal);
        Assert.Equal((422, 303), (refused.Status, done.Status));
        Assert.Equal("override", Assert.Single(site.Runs.All).Trigger);
        Assert.Equal("The partner asked us to", Assert.Single(site.Audit.Entries).Reason);
    }

    [Fact]
    public async Task A_flow_that_has_no_parts_has_no_form_for_them() =>
        Assert.Null((await site.GetAsync("/ops/flows/acme.stock")).Page.QuerySelector("form[action$='/run-part']"));

    [Theory]
    [InlineData("en", "Run a part")]
    [InlineData("fr", "Exécuter une partie")]
    [InlineData("es", "Ejecutar una parte")]
    public async Task A_part_is_asked_for_with_a_form_and_the_run_says_so(string language, string heading)
    {
        using OpsSite parted = new(static services => services.AddSingleton<IFlowExecutor>(new Parted()));
        OpsReply page = await parted.GetAsync("/ops/flows/acme.stock", language);

        OpsReply done = await parted.PostAsync(
            "/ops/flows/acme.stock/run-part", null, ("from", "2026-03-09T08:00"), ("to", ""), ("record", "7100231"), ("dryRun", "yes"));

        Assert.Contains(heading, page.TextsOf("h2"));
        Assert.Equal(
            ["from", "to", "record", "dryRun"],
            page.Page.QuerySelectorAll("form[action$='/run-part'] :is(input:not([type=hidden]), select)").Select(static field => field.Id));
        Assert.StartsWith("/ops/flows/acme.stock?done=Flows.runQueued", done.Location, StringComparison.Ordinal);
        Execution run = Assert.Single(parted.Runs.All);
        Assert.Equal(
            new RunRequest { From = new DateTimeOffset(2026, 3, 9, 7, 0, 0, TimeSpan.Zero), Record = "7100231", DryRun = true }, run.Request);
        Assert.Equal(
            ("flow.run", "from 2026-03-09 07:00:00Z, record 7100231, dry run"), (Assert.Single(parted.Audit.Entries).Action, parted.Audit.Entries[0].After));
    }

    [Theory]
    [InlineData("from", "whenever", "Write a day and a time.")]
    [InlineData("from", "2026-03-11T08:00", "is later than the end of the time asked for, or not yet past.")]
    public async Task A_part_that_cannot_be_is_refused_beside_its_field_and_keeps_what_was_typed(string field, string typed, string words)
    {
        using OpsSite parted = new(static services => services.AddSingleton<IFlowExecutor>(new Parted()));

        OpsReply reply = await parted.PostAsync("/ops/flows/acme.stock/run-part", null, (field, typed), ("record", "7100231"));

        Assert.Equal((422, typed, "7100231"), (reply.Status, reply.Page.QuerySelector($"#{field}")!.GetAttribute("value"), reply.Page.QuerySelector("#record")!.GetAttribute("value")));
        Assert.Contains(words, reply.TextOf($"#{field}-fault"), StringComparison.Ordinal);
        Assert.Empty(parted.Runs.All);
        Assert.Empty(parted.Audit.Entries);
    }

    [Fact]
    public async Task A_viewer_sees_the_flow_and_no_form_of_a_command()
    {
        site.Person = new OpsPerson("Vi", OpsRole.Viewer);

        OpsReply reply = await site.GetAsync("/ops/flows/acme.price");

        Assert.Equal("Prices of Acme", reply.TextOf("h1"));
        Assert.Empty(reply.Page.QuerySelectorAll("main form[method=post]"));
    }

    [Fact]
    public async Task The_last_runs_are_a_chart_with_its_numbers_as_a_table()
    {
        for (int i = 0; i < 3; i++)
        {
            DateTimeOffset at = site.Clock.GetUtcNow().AddHours(-i - 1);
            site.Runs.Add(new Execution
            {
                Id = ExecutionId.New(at), Flow = "acme.stock", Status = ExecutionStatus.Partial, Trigger = "schedule", QueuedAt = at, StartedAt = at, FinishedAt = at.AddSeconds(72),
                Counts = new FeedCounts { Read = 10 + i, Updated = 9, Failed = 1 + i },
            });
        }

        OpsReply reply = await site.GetAsync("/ops/flows/acme.stock");

        Assert.Equal("In the last 3 runs 6 rows failed; the latest run changed 9.", reply.TextOf("svg title"));
        Assert.Equal(reply.Page.QuerySelector("svg title")!.Id, reply.Page.QuerySelector("svg.plot")!.GetAttribute("aria-labelledby"));
        Assert.Equal(3, reply.Page.QuerySelectorAll("figure tbody tr").Length);
        Assert.Equal(6, reply.Page.QuerySelectorAll("svg[role=img] rect").Length);
        Assert.Contains("1 min 12 s", reply.TextOf("#runs"), StringComparison.Ordinal);
    }

    public void Dispose() => site.Dispose();

    // The fields of a form of a page, as a browser would send them.
    private static IEnumerable<(string Name, string Value)> FieldsOf(OpsReply page, string action) =>
        page.Page.QuerySelectorAll($"form[method=post][action='{action}'] input").Select(static field => (field.GetAttribute("name")!, field.GetAttribute("value")!));

    private sealed class Parted : IFlowExecutor
    {
        public bool Runs(FlowDefinition flow) => true;

        public RunParts PartsOf(FlowDefinition flow) => RunParts.Window | RunParts.Record | RunParts.DryRun;

        public Task RunAsync(Execution execution, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
