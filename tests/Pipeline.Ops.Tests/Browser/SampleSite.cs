using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Errors;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Flows;
using Pipeline.Core.Issues;
using Pipeline.Ops.Tests.Support;

namespace Pipeline.Ops.Tests.Browser;

/// <summary>Fills a site with one of everything, hostile texts included.</summary>
public static class SampleSite
{
    /// <summary>What a stranger may write to break a page.</summary>
    public const string Hostile = "<script>alert(1)</script> \u202Egpj.exe WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW";

    /// <summary>Fills it.</summary>
    /// <param name="site">The site.</param>
    /// <param name="isStrange">Whether strangers write what may break a page; else what they write in life.</param>
    /// <returns>Addresses of the pages with their names.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> FillAsync(OpsSite site, bool isStrange = true)
    {
        string Said(string usual) => isStrange ? Hostile : usual;
        site.Flows.Set(new FlowState { Code = "acme.price", NextRun = site.Clock.GetUtcNow().AddHours(23), PausedReason = Said("Stocktaking at the distributor"), PausedBy = "Ada" });
        site.Flows.Set(new FlowState { Code = "acme.stock", NextRun = site.Clock.GetUtcNow().AddMinutes(10), Mode = FlowMode.Test });
        string error = await site.FailAsync("acme.stock", IssueCodes.ExecutionSetAside, text: Said("ftp://acme.example/stock.csv"), scope: FaultScope.Partner, said: Said("530 Login failed, user account expired."));
        Execution held = await site.HoldAsync("acme.price");
        site.Runs.Add(held with { HoldReason = "41 % of the articles would disappear.", File = LandingNames.WithContainer("acme/price/1"), Counts = new FeedCounts { Read = 40 } });
        site.Feeds.Files.Add(new FeedFile
        {
            Feed = new FeedId("acme", FeedKind.Price), Blob = "acme/price/1", FileTime = held.QueuedAt, LandedAt = held.QueuedAt, Size = 7, ExecutionId = held.Id, Status = FeedFileStatus.Held,
            ReasonCode = IssueCodes.GuardRemoved, Counts = new FeedCounts { Read = 40, Removed = 60 },
        });
        Execution partial = site.AddRun("acme.stock", ExecutionStatus.Partial, 90);
        site.Runs.Add(partial with { Report = "r", File = "landing/x", Counts = new FeedCounts { Read = 1200, Updated = 1199, Failed = 1, Warnings = 1 }, Attempt = 2, Parent = held.Id });
        site.Reports.Reports["r"] =
        [
            Issue.OfRow(new RowPlace(3) { Column = "SKU", RawRow = Said(",Notebook 14,612.40") }, IssueCodes.SkuMissing, IssueSeverity.Error, Said("row 3"), "The row has no SKU."),
            Issue.OfRow(new RowPlace(0) { Page = 2, Index = 4, Column = "EAN" }, IssueCodes.EanInvalid, IssueSeverity.Warning, "7", "Not an EAN."),
        ];
        Execution running = site.AddRun("acme.stock", ExecutionStatus.Running, 1);
        site.Runs.Add(running with { Progress = new ExecutionProgress { Step = "applying", Done = 61, Expected = 100, RowsPerSecond = 9 } });
        _ = await site.PostAsync($"/ops/e/{error}/take");
        Dictionary<string, string> pages = new()
        {
            ["overview"] = "/ops",
            ["flows"] = "/ops/flows",
            ["flows, nothing matches"] = "/ops/flows?state=off&partner=acme",
            ["flow, paused"] = "/ops/flows/acme.price",
            ["flow, with its schedule form"] = "/ops/flows/acme.stock",
            ["schedule, previewed"] = "/ops/flows/acme.stock/schedule?kind=hourly&minutes=20&zone=Europe%2FParis&enabled=on",
            ["schedule, wrong"] = "/ops/flows/acme.stock/schedule?kind=everyMinutes&minutes=0",
            ["flow, before its time"] = "/ops/flows/acme.price/override",
            ["flow, going live"] = "/ops/flows/acme.stock/live",
            ["confirmation"] = $"/ops/runs/{held.Id}/approve",
            ["rejection"] = $"/ops/runs/{held.Id}/reject",
            ["runs"] = "/ops/runs?from=7d",
            ["run, held"] = $"/ops/runs/{held.Id}",
            ["run, partial"] = $"/ops/runs/{partial.Id}",
            ["run, running"] = $"/ops/runs/{running.Id}",
            ["errors"] = "/ops/errors",
            ["errors, none mine"] = "/ops/errors?state=dismissed",
            ["error"] = $"/ops/e/{error}",
            ["error, by partner and code"] = $"/ops/errors/acme/{IssueCodes.ExecutionSetAside}",
            ["audit"] = "/ops/audit",
            ["help"] = $"/ops/help/{IssueCodes.GuardRemoved}",
            ["preferences"] = "/ops/me?done=Me.saved",
        };
        foreach ((string name, string address) in (await SampleTrade.FillAsync(site, Said)).Concat(SampleShelf.Fill(site, Said)))
        {
            pages.Add(name, address);
        }

        return pages;
    }
}
