using Pipeline.Core.Errors;
using Pipeline.Core.Flows;
using Pipeline.Core.Issues;
using Pipeline.Ops.Tests.Support;

namespace Pipeline.Ops.Tests.Overview;

/// <summary>The first page answers whether anything needs somebody.</summary>
public sealed class OverviewTests : IDisposable
{
    private readonly OpsSite site = new();

    [Theory]
    [InlineData("en", "All is well")]
    [InlineData("fr", "Tout va bien")]
    [InlineData("es", "Todo va bien")]
    public async Task When_all_is_well_the_heading_says_so(string language, string heading) => Assert.Equal(heading, (await site.GetAsync("/ops", language)).TextOf("h1"));

    [Theory]
    [InlineData("en", "2 things need you")]
    [InlineData("fr", "2 points à traiter")]
    [InlineData("es", "2 asuntos requieren su acción")]
    public async Task The_heading_is_the_number_beside_the_bell(string language, string heading)
    {
        _ = await site.FailAsync("acme.stock", IssueCodes.ExecutionSetAside);
        _ = await site.HoldAsync("acme.price");

        OpsReply reply = await site.GetAsync("/ops", language);

        Assert.Equal(heading, reply.TextOf("h1"));
        Assert.EndsWith("2", reply.TextOf(".bell"), StringComparison.Ordinal);
        Assert.Equal(2, reply.Page.QuerySelectorAll("#needs tbody tr").Length);
    }

    [Fact]
    public async Task A_partner_that_fails_as_a_whole_says_since_when()
    {
        string id = await site.FailAsync("acme.stock", IssueCodes.ExecutionSetAside, scope: FaultScope.Partner);

        OpsReply reply = await site.GetAsync("/ops");

        Assert.Equal("fails since today 06:00", reply.TextOf("#partners td:nth-child(2)"));
        Assert.Equal($"/ops/e/{id}", reply.Page.QuerySelector("#partners td:nth-child(2) a")!.GetAttribute("href"));
        Assert.Equal("price: no file yet stock: no file yet", reply.TextOf("#partners td:nth-child(3)"));
    }

    [Fact]
    public async Task It_shows_what_runs_what_comes_and_what_people_did_today()
    {
        _ = site.AddRun("acme.stock", ExecutionStatus.Running, 1);
        site.Flows.Set(new FlowState { Code = "acme.price", NextRun = site.Clock.GetUtcNow().AddMinutes(12) });
        _ = await site.PostAsync("/ops/flows/acme.stock/run");

        OpsReply reply = await site.GetAsync("/ops");

        Assert.Contains("Running acme.stock today 06:59", reply.TextOf("#open"), StringComparison.Ordinal);
        Assert.Contains("Prices of Acme today 07:12 (in 12 min)", reply.TextOf("#open"), StringComparison.Ordinal);
        Assert.Contains("Flow run now", reply.TextOf("#people"), StringComparison.Ordinal);
        Assert.Equal("5", reply.Page.Body!.GetAttribute("data-live"));
    }

    [Fact]
    public async Task Errors_of_thirty_days_are_a_chart_with_a_conclusion()
    {
        _ = await site.FailAsync("acme.stock", IssueCodes.ExecutionSetAside);

        OpsReply reply = await site.GetAsync("/ops");

        Assert.Equal("In the last 30 days 1 error began, 1 of them in the last 7 days.", reply.TextOf("#errors-chart-title"));
        Assert.Equal(30, reply.Page.QuerySelectorAll("figure tbody tr").Length);
    }

    public void Dispose() => site.Dispose();
}
