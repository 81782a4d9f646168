using Pipeline.Core.Audit;
using Pipeline.Core.Flows;
using Pipeline.Ops.Tests.Support;

namespace Pipeline.Ops.Tests.Audit;

/// <summary>Who did what.</summary>
public sealed class AuditPageTests : IDisposable
{
    private readonly OpsSite site = new();

    [Theory]
    [InlineData("en", "Nobody has done anything yet.")]
    [InlineData("fr", "Personne n'a encore rien fait.")]
    [InlineData("es", "Nadie ha hecho nada aún.")]
    public async Task While_nobody_has_done_anything_it_says_what_will_appear(string language, string text) =>
        Assert.StartsWith(text, (await site.GetAsync("/ops/audit", language)).TextOf(".empty"), StringComparison.Ordinal);

    [Fact]
    public async Task A_command_stands_there_with_who_why_and_what_it_changed()
    {
        _ = await site.PostAsync("/ops/flows/acme.stock/pause", null, ("reason", "=HYPERLINK(\"http://evil\") \u202Eabc"));

        OpsReply page = await site.GetAsync("/ops/audit?on=flow%3Aacme.stock");
        OpsReply file = await site.GetAsync("/ops/audit.csv");

        Assert.Equal(
            ["Done", "Flow changed", "Stock of Acme", "Ada", "today 07:00 (just now)", "=HYPERLINK(\"http://evil\") ⟨U+202E⟩abc"],
            page.TextsOf("tbody td").Take(6));
        Assert.Contains("on, live, paused:", page.TextOf("tbody td:last-child"), StringComparison.Ordinal);
        Assert.Contains(",\"'=HYPERLINK(\"\"http://evil\"\") ", file.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("by=Ada", 2)]
    [InlineData("by=Bob", 1)]
    [InlineData("action=flow.run", 1)]
    [InlineData("on=flow%3Aacme.price", 1)]
    [InlineData("from=24h", 2)]
    [InlineData("to=2026-03-09", 1)]
    public async Task The_filters_choose(string query, int count)
    {
        Add("Ada", "flow.run", "flow", "acme.price", -1);
        Add("Ada", "execution.cancel", "execution", "1", -2);
        Add("Bob", "order.cancel", "order", "7", -48);

        Assert.Equal(count, (await site.GetAsync($"/ops/audit?{query}")).Page.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task A_subject_that_cannot_be_read_is_left_out_with_a_notice()
    {
        Add("Ada", "flow.run", "flow", "acme.price", -1);

        OpsReply reply = await site.GetAsync("/ops/audit?on=nonsense");

        Assert.Single(reply.Page.QuerySelectorAll("tbody tr"));
        Assert.Contains("“on”", reply.TextOf(".notice"), StringComparison.Ordinal);
    }

    public void Dispose() => site.Dispose();

    private void Add(string by, string action, string kind, string id, int hours)
    {
        DateTimeOffset at = site.Clock.GetUtcNow().AddHours(hours);
        site.Audit.Entries.Add(new AuditEntry { Id = ExecutionId.New(at), At = at, By = by, Action = action, On = new AuditSubject(kind, id), Result = AuditResult.Done });
    }
}
