using System.Net;
using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Flows.Running;
using Pipeline.Functions.Tests.Orders;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Feeds;

/// <summary>What is settled is not read again; what was refused is, once its remedy was taken, and nobody touches a file at the distributor.</summary>
[Collection(StorageCollection.Name)]
public sealed class ReadAgainTests(StorageEmulator storage) : IAsyncLifetime
{
    private const string Profile = "--Distributors:IngramMicro:Feeds:Price:Profile";
    private static readonly byte[] Belgian = FeedStage.File("price-be.csv");

    private FeedStage stage = null!;

    public async Task InitializeAsync() => stage = await FeedStage.StartAsync(storage);

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact]
    public async Task A_file_refused_for_its_columns_gives_77_once_the_layout_is_be_price_and_a_person_runs_the_flow()
    {
        stage.Source.Put(Belgian, stage.Now.AddHours(-1));
        Assert.Equal("refused FEED_COLUMNS", FeedStage.Outcome(await stage.RunNowAsync()));

        await stage.RestartAsync(Profile, "be-price");

        Assert.Equal("succeeded", FeedStage.Outcome(await stage.RunNowAsync()));
        Assert.Equal(77.00m, await stage.PriceAsync("7820001"));
    }

    [Fact]
    public async Task The_next_run_of_the_schedule_does_it_as_well()
    {
        stage.Source.Put(Belgian, stage.Now.AddHours(-1));
        _ = await stage.RunOnScheduleAsync();

        await stage.RestartAsync(Profile, "be-price");

        Assert.Equal("succeeded", FeedStage.Outcome(await stage.RunOnScheduleAsync()));
        Assert.Equal(77.00m, await stage.PriceAsync("7820001"));
    }

    [Fact]
    public async Task So_does_the_rerun_of_what_failed()
    {
        stage.Source.Put(Belgian, stage.Now.AddHours(-1));
        JsonElement refused = await stage.RunNowAsync();

        await stage.RestartAsync(Profile, "be-price");

        Assert.Equal("succeeded", FeedStage.Outcome(await stage.RerunFailedAsync(refused)));
        Assert.Equal(77.00m, await stage.PriceAsync("7820001"));
    }

    [Fact]
    public async Task A_layout_that_is_mended_in_Blob_storage_under_the_same_name_counts_by_its_content()
    {
        stage.Source.Put(Belgian, stage.Now.AddHours(-1));
        _ = await stage.RunOnScheduleAsync();
        string mended = (await BelgianLayoutAsync()).Replace("\"be-price\"", "\"nl-price\"", StringComparison.Ordinal);

        BlobContainerClient config = stage.App.Get<BlobServiceClient>().GetBlobContainerClient("config");
        _ = await config.CreateIfNotExistsAsync();
        _ = await config.GetBlobClient("ingram-micro/nl-price.json").UploadAsync(BinaryData.FromString(mended), overwrite: true);

        Assert.Equal("succeeded", FeedStage.Outcome(await stage.RunOnScheduleAsync()));
    }

    [Fact]
    public async Task The_same_bytes_with_the_same_layout_are_judged_once_by_the_schedule_and_each_time_a_person_asks()
    {
        stage.Source.Put(Belgian, stage.Now.AddHours(-1));
        _ = await stage.RunOnScheduleAsync();

        JsonElement second = await stage.RunOnScheduleAsync();
        JsonElement third = await stage.RunOnScheduleAsync();
        JsonElement asked = await stage.RunNowAsync();
        JsonElement after = await stage.RunOnScheduleAsync();

        Assert.Equal(["nothingToDo", "nothingToDo", "refused FEED_COLUMNS", "nothingToDo"], new[] { second, third, asked, after }.Select(FeedStage.Outcome));
        Assert.Contains("It was refused (FEED_COLUMNS)", FeedStage.Text(second, "summary"), StringComparison.Ordinal);
        Assert.Equal(2, stage.Source.Downloads);
        Assert.Single(await stage.FilesAsync());
    }

    [Fact]
    public async Task What_an_earlier_app_has_refused_is_judged_by_this_one()
    {
        stage.Source.Put(Belgian, stage.Now.AddHours(-1));
        _ = await stage.RunOnScheduleAsync();
        IFeedStore feeds = stage.App.Get<IFeedStore>();
        FeedFile file = (await feeds.FindLastSettledAsync(new FeedId("ingram-micro", FeedKind.Price), default))!;
        await feeds.WriteFileAsync(file with { JudgedWith = "the mark of another build" }, default);

        JsonElement next = await stage.RunOnScheduleAsync();
        JsonElement further = await stage.RunOnScheduleAsync();

        Assert.Equal(["refused FEED_COLUMNS", "nothingToDo"], new[] { next, further }.Select(FeedStage.Outcome));
    }

    [Fact]
    public async Task Another_byte_is_another_file()
    {
        stage.Source.Put(Belgian, stage.Now.AddHours(-1));
        _ = await stage.RunOnScheduleAsync();
        stage.Source.Put([.. Belgian, (byte)'\n'], stage.Now.AddHours(-1));

        Assert.Equal("refused FEED_COLUMNS", FeedStage.Outcome(await stage.RunOnScheduleAsync()));
    }

    [Fact]
    public async Task A_file_that_was_refused_as_older_is_applied_after_a_rollback_of_the_one_before_it()
    {
        byte[] first = FeedStage.File("same-minute-1.csv");
        byte[] second = FeedStage.File("same-minute-2.csv");
        stage.Source.Put(first, stage.Now.AddHours(-3));
        _ = await stage.RunOnScheduleAsync();
        stage.Source.Put(second, stage.Now.AddHours(-1));
        _ = await stage.RunOnScheduleAsync();
        stage.Source.Put(Priced("333.00"), stage.Now.AddHours(-2));
        Assert.Equal("refused FEED_OLDER", FeedStage.Outcome(await stage.RunOnScheduleAsync()));

        string rollback = FeedStage.Text(await (await stage.App.PostAsync("/api/feeds/ingram-micro/price/rollback")).JsonAsync(), "id")!;
        string blob = LandingNames.WithoutContainer(FeedStage.Text(await stage.App.GetJsonAsync($"/api/executions/{rollback}"), "file"))!;
        Assert.Null(await stage.App.CallAsync("NormaliseFeedOnRequest", $$"""{"blob":"{{blob}}","executionId":"{{rollback}}","rollback":true}"""));
        Assert.Equal(100.00m, await stage.PriceAsync("7790001"));

        Assert.Equal("succeeded", FeedStage.Outcome(await stage.RunOnScheduleAsync()));
        Assert.Equal(333.00m, await stage.PriceAsync("7790001"));
    }

    [Fact]
    public async Task A_file_that_was_rejected_by_mistake_is_held_again_when_a_person_asks_and_not_before()
    {
        stage.Source.Put(FeedStage.File("same-minute-1.csv"), stage.Now.AddDays(-30));
        JsonElement held = await stage.RunOnScheduleAsync();
        using HttpResponseMessage rejected = await stage.App.PostAsync($"/api/executions/{FeedStage.Text(held, "id")}/reject");

        JsonElement scheduled = await stage.RunOnScheduleAsync();
        JsonElement asked = await stage.RunNowAsync();
        using HttpResponseMessage approved = await stage.App.PostAsync($"/api/executions/{FeedStage.Text(asked, "id")}/approve");
        string blob = LandingNames.WithoutContainer(FeedStage.Text(asked, "file"))!;
        Assert.Null(await stage.App.CallAsync("NormaliseFeedOnRequest", $$"""{"blob":"{{blob}}"}"""));

        Assert.Equal(["held GUARD_AGE", "nothingToDo", "held GUARD_AGE"], new[] { held, scheduled, asked }.Select(FeedStage.Outcome));
        Assert.Contains("It was rejected by", FeedStage.Text(scheduled, "summary"), StringComparison.Ordinal);
        Assert.Equal(100.00m, await stage.PriceAsync("7790001"));
    }

    [Fact]
    public async Task A_decision_on_the_earlier_execution_of_a_file_does_not_strike_the_later_one()
    {
        stage.Source.Put(FeedStage.File("same-minute-1.csv"), stage.Now.AddDays(-30));
        string earlier = FeedStage.Text(await stage.RunOnScheduleAsync(), "id")!;
        using HttpResponseMessage rejected = await stage.App.PostAsync($"/api/executions/{earlier}/reject");
        _ = await stage.RunNowAsync();

        using HttpResponseMessage again = await stage.App.PostAsync($"/api/executions/{earlier}/reject");
        using HttpResponseMessage late = await stage.App.PostAsync($"/api/executions/{earlier}/approve");

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (again.StatusCode, late.StatusCode));
        Assert.Equal("held", FeedStage.Text(Assert.Single(await stage.FilesAsync()), "status"));
    }

    [Fact]
    public async Task A_file_that_waits_for_a_decision_waits_on()
    {
        stage.Source.Put(FeedStage.File("same-minute-1.csv"), stage.Now.AddDays(-30));
        _ = await stage.RunOnScheduleAsync();

        JsonElement asked = await stage.RunNowAsync();

        Assert.Equal("nothingToDo", FeedStage.Outcome(asked));
        Assert.Contains("It waits to be approved or rejected", FeedStage.Text(asked, "summary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_accepted_file_is_not_fetched_again_though_a_person_asks()
    {
        stage.Source.Put(FeedStage.File("same-minute-1.csv"), stage.Now.AddHours(-1));
        _ = await stage.RunNowAsync();

        Assert.Equal("nothingToDo", FeedStage.Outcome(await stage.RunNowAsync()));
        Assert.Equal(1, stage.Source.Downloads);
    }

    [Fact]
    public async Task A_run_that_is_cut_behind_its_landing_and_done_again_judges_the_file_under_its_own_name()
    {
        stage.Source.Put(Belgian, stage.Now.AddHours(-1));
        _ = await stage.RunNowAsync();
        await stage.RestartAsync(Profile, "be-price");

        // The run notes the blob that it lands; all that comes behind that note is undone by the cut.
        string id = await stage.LandAsync();
        IFeedStore feeds = stage.App.Get<IFeedStore>();
        FeedFile reopened = (await feeds.ReadFilesAsync(new FeedId("ingram-micro", FeedKind.Price), default).ToListAsync()).Single();
        await feeds.WriteFileAsync(reopened with { Status = FeedFileStatus.Refused, ExecutionId = "the earlier one" }, default);
        stage.App.Clock.Advance(TimeSpan.FromMinutes(11));
        _ = await stage.App.Get<FlowSweep>().SweepAsync(default);
        await stage.DeliverAsync(id);
        JsonElement done = await stage.ImportAsync(id);

        Assert.Equal("succeeded", FeedStage.Outcome(done));
        Assert.Equal(77.00m, await stage.PriceAsync("7820001"));
    }

    [Fact]
    public async Task A_refused_file_whose_blob_is_past_its_time_is_landed_anew()
    {
        stage.Source.Put(Belgian, stage.Now.AddHours(-1));
        JsonElement refused = await stage.RunNowAsync();
        await stage.App.Get<ILandingStore>().DeleteAsync(LandingNames.WithoutContainer(FeedStage.Text(refused, "file"))!, default);

        await stage.RestartAsync(Profile, "be-price");

        Assert.Equal("succeeded", FeedStage.Outcome(await stage.RunOnScheduleAsync()));
    }

    private static byte[] Priced(string price) => Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(FeedStage.File("same-minute-1.csv")).Replace("100.00", price, StringComparison.Ordinal));

    private static Task<string> BelgianLayoutAsync() => Task.FromResult(
        Pipeline.Partners.Feeds.FeedProfileCatalog.Find(typeof(Pipeline.Partners.Distributors.IngramMicro.IngramMicroDistributor), "be-price")!);
}
