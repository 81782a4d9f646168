using Pipeline.Core.Flows;
using Pipeline.Core.Issues;
using Pipeline.Ops.People;
using Pipeline.Ops.Tests.Support;

namespace Pipeline.Ops.Tests.Errors;

/// <summary>The bell's list, and the page of an error.</summary>
public sealed class ErrorPagesTests : IDisposable
{
    private const string Code = IssueCodes.ExecutionSetAside;
    private readonly OpsSite site = new();

    [Theory]
    [InlineData("en", "No open errors.")]
    [InlineData("fr", "Aucune erreur ouverte.")]
    [InlineData("es", "No hay errores abiertos.")]
    public async Task Without_errors_it_says_so(string language, string text)
    {
        OpsReply reply = await site.GetAsync("/ops/errors", language);

        Assert.Equal(text, reply.TextOf(".empty"));
        Assert.EndsWith(": 0", reply.TextOf(".bell").Replace("\u00A0", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_proof_that_all_is_well_is_when_the_last_one_was_put_right()
    {
        _ = await site.FailAsync("acme.stock", Code);
        await site.RecoverAsync("acme.stock");

        Assert.Equal("No open errors. The last one was put right today 07:00.", (await site.GetAsync("/ops/errors")).TextOf(".empty"));
    }

    [Fact]
    public async Task An_error_is_one_row_with_cause_remedy_and_its_commands()
    {
        string id = await site.FailAsync("acme.stock", Code);
        _ = await site.FailAsync("acme.price", Code);

        OpsReply reply = await site.GetAsync("/ops/errors");

        Assert.Equal("Errors: 1", reply.TextOf(".bell"));
        Assert.Single(reply.Page.QuerySelectorAll("tbody tr"));
        Assert.Contains(IssueCatalog.Find(Code)!.Remedy, reply.TextOf("tbody"), StringComparison.Ordinal);
        Assert.Equal($"/ops/e/{id}", reply.Page.QuerySelector("tbody a")!.GetAttribute("href"));
        Assert.Equal([$"Run again (2) {Code}", $"I'm on it {Code}"], reply.TextsOf("tbody button"));
    }

    [Theory]
    [InlineData("fr", "Le serveur a refusé les identifiants.", "Vérifiez le nom d'utilisateur et le mot de passe")]
    [InlineData("es", "El servidor rechazó el acceso.", "Compruebe el usuario y la contraseña")]
    public async Task Cause_and_remedy_are_in_the_persons_language_and_what_was_said_stands_below(string language, string cause, string remedy)
    {
        string id = await site.FailAsync("acme.price", IssueCodes.FtpLoginRefused, said: "530 Login failed");

        OpsReply list = await site.GetAsync("/ops/errors", language);
        OpsReply page = await site.GetAsync($"/ops/e/{id}", language);

        Assert.Contains(cause, list.TextOf("tbody"), StringComparison.Ordinal);
        Assert.Contains(remedy, list.TextOf("tbody"), StringComparison.Ordinal);
        Assert.Equal(cause, page.TextOf("h1"));
        Assert.StartsWith(remedy, page.TextOf("h2 + ol li"), StringComparison.Ordinal);
        Assert.Contains("530 Login failed", page.TextOf("blockquote"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_steps_lead_from_the_bell_to_a_new_run_and_the_error_closes_by_itself()
    {
        string id = await site.FailAsync("acme.stock", Code);
        string bell = (await site.GetAsync("/ops")).Page.QuerySelector(".bell")!.GetAttribute("href")!;
        string again = (await site.GetAsync(bell)).Page.QuerySelector("tbody form")!.GetAttribute("action")!;

        OpsReply sent = await site.PostAsync(again);
        OpsReply answer = await site.GetAsync(sent.Location!);
        Execution run = Assert.Single(site.Runs.All, static run => run.Status is ExecutionStatus.Queued);
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        await site.RecoverAsync("acme.stock", run.Id);

        Assert.Equal("rerunFailed", run.Trigger);
        Assert.StartsWith("1 record is tried again.", answer.TextOf(".answer"), StringComparison.Ordinal);
        Assert.Contains($"/ops/runs/{run.Id}", answer.Page.QuerySelector(".answer a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("Errors: 0", (await site.GetAsync("/ops")).TextOf(".bell"));
        Assert.Contains("It was put right today 07:01. The run that put it right", (await site.GetAsync($"/ops/e/{id}")).TextOf("#error"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_person_must_decide_is_not_run_again_but_led_to()
    {
        Execution run = await site.HoldAsync("acme.price");

        OpsReply reply = await site.GetAsync("/ops/errors");

        Assert.Equal($"/ops/runs/{run.Id}", reply.Page.QuerySelector("tbody td:last-child a")!.GetAttribute("href"));
        Assert.Empty(reply.Page.QuerySelectorAll("form[action$=retry]"));
    }

    [Fact]
    public async Task The_page_of_an_error_has_cause_steps_records_and_what_happened_before()
    {
        _ = await site.PostAsync("/ops/flows/acme.stock/pause", null, ("reason", "Test"));
        _ = await site.PostAsync("/ops/flows/acme.stock/resume");
        site.Clock.Advance(TimeSpan.FromHours(3));
        string id = await site.FailAsync("acme.stock", Code, said: "530 Login \u0007failed <b>");

        OpsReply reply = await site.GetAsync($"/ops/e/{id}");
        OpsReply byName = await site.GetAsync($"/ops/errors/acme/{Code}");

        Assert.Equal("530 Login ␇failed <b>", reply.TextOf("h1"));
        Assert.Equal(reply.TextOf("h1"), byName.TextOf("h1"));
        Assert.Equal(["Flow acme.stock"], reply.TextsOf("form table tbody td:nth-child(3)"));
        Assert.Contains("Flow changed", reply.TextOf("main"), StringComparison.Ordinal);
        Assert.Contains($"Problem: {Code}", reply.TextOf("pre"), StringComparison.Ordinal);
        Assert.Contains("2026-03-10 08:00:00 UTC", reply.TextOf("pre"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_chosen_records_alone_are_run_again()
    {
        string id = await site.FailAsync("acme.stock", Code);
        _ = await site.FailAsync("acme.price", Code);

        _ = await site.PostAsync($"/ops/e/{id}/retry", null, ("sel", "flow:acme.price"));

        Assert.Equal("acme.price", Assert.Single(site.Flows.Sent).Flow);
        Assert.Equal(("error.retry", id), (Assert.Single(site.Audit.Entries).Action, site.Audit.Entries[0].On.Id));
    }

    [Fact]
    public async Task Nothing_is_tried_again_of_a_flow_that_is_paused_and_the_answer_says_so()
    {
        string id = await site.FailAsync("acme.stock", Code);
        site.Flows.Set(new FlowState { Code = "acme.stock", PausedReason = "Holiday" });

        OpsReply reply = await site.GetAsync((await site.PostAsync($"/ops/e/{id}/retry")).Location!);

        Assert.StartsWith("Nothing was tried again", reply.TextOf(".answer.refusal"), StringComparison.Ordinal);
        Assert.Equal(IssueCodes.FlowPaused, Assert.Single(site.Audit.Entries).Code);
    }

    [Fact]
    public async Task Whoever_is_on_it_finds_it_among_the_own_ones_and_can_give_it_back()
    {
        string id = await site.FailAsync("acme.stock", Code);

        OpsReply taken = await site.GetAsync((await site.PostAsync($"/ops/e/{id}/take")).Location!);

        Assert.Single((await site.GetAsync("/ops/errors?state=mine")).Page.QuerySelectorAll("tbody tr"));
        Assert.Equal("Undo", taken.TextOf(".answer button"));
        _ = await site.PostAsync(taken.Page.QuerySelector(".answer form")!.GetAttribute("action")!);
        Assert.Empty((await site.GetAsync("/ops/errors?state=mine")).Page.QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task A_dismissal_has_a_reason_silences_the_bell_and_is_undone()
    {
        string id = await site.FailAsync("acme.stock", Code);

        OpsReply refused = await site.PostAsync($"/ops/e/{id}/dismiss");
        OpsReply answer = await site.GetAsync((await site.PostAsync($"/ops/e/{id}/dismiss", null, ("reason", "Known"), ("until", "2026-03-12T08:00"))).Location!);

        Assert.Equal(422, refused.Status);
        Assert.NotNull(refused.Page.QuerySelector("#reason-fault"));
        Assert.Equal("Errors: 0", answer.TextOf(".bell"));
        Assert.Contains("Dismissed by Ada until Thu 12 Mar 08:00: Known", answer.TextOf("#error"), StringComparison.Ordinal);
        OpsReply undone = await site.GetAsync((await site.PostAsync(answer.Page.QuerySelector(".answer form")!.GetAttribute("action")!)).Location!);
        Assert.Equal("Errors: 1", undone.TextOf(".bell"));
    }

    [Fact]
    public async Task A_viewer_sees_errors_and_no_button()
    {
        string id = await site.FailAsync("acme.stock", Code);
        site.Person = new OpsPerson("Vi", OpsRole.Viewer);

        Assert.DoesNotContain(
            (await site.GetAsync("/ops/errors")).Page.QuerySelectorAll("main button[type=submit]"),
            static button => button.Closest("form")!.GetAttribute("method") == "post");
        Assert.Empty((await site.GetAsync($"/ops/e/{id}")).Page.QuerySelectorAll("main input[type=checkbox], main form button"));
    }

    [Theory]
    [InlineData("/ops/e/000000000000")]
    [InlineData("/ops/errors/acme/NOTHING")]
    public async Task An_error_that_is_not_there_is_a_page(string address) => Assert.Equal(404, (await site.GetAsync(address)).Status);

    [Fact]
    public async Task The_file_keeps_formulas_from_running()
    {
        string id = await site.FailAsync("acme.stock", Code, text: "=1+1");

        Assert.Contains($"open,flow:acme.stock,{Code},'=1+1,1,", (await site.GetAsync($"/ops/e/{id}.csv")).Text, StringComparison.Ordinal);
        Assert.Contains($"{id},open,{Code},,acme,", (await site.GetAsync("/ops/errors.csv")).Text, StringComparison.Ordinal);
    }

    public void Dispose() => site.Dispose();
}
