using System.Text;
using System.Text.Json;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Feeds;

/// <summary>What a rejected row does to its article in the catalogue: nothing, until it can be read again or is gone.</summary>
[Collection(StorageCollection.Name)]
public sealed class RejectedRowCatalogueTests(StorageEmulator storage) : IAsyncLifetime
{
    private const string Header = "Ingram Part Number,Customer Price,Company code Currency,Availability (Local Stock)\n";

    private FeedStage stage = null!;

    public async Task InitializeAsync() => stage = await FeedStage.StartAsync(storage);

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact]
    public async Task Article_keeps_5_00_and_its_stock_of_4_is_7_00_once_mended_and_has_no_stock_when_it_goes_after_all()
    {
        _ = await RunAsync("1,5.00,EUR,4\n2,8.00,EUR,1\n");

        Assert.Equal("partial created 0 updated 0 removed 0 failed 1", Counts(await RunAsync("1,abc,EUR,9\n2,8.00,EUR,1\n")));
        Assert.Equal((5.00m, 4), await ArticleAsync());

        Assert.Equal("succeeded created 0 updated 1 removed 0 failed 0", Counts(await RunAsync("1,7.00,EUR,3\n2,8.00,EUR,1\n")));
        Assert.Equal((7.00m, 3), await ArticleAsync());

        _ = await RunAsync("1,abc,EUR,9\n2,8.00,EUR,1\n");
        Assert.Equal("succeeded created 0 updated 0 removed 1 failed 0", Counts(await RunAsync("2,8.00,EUR,1\n")));
        Assert.Equal((7.00m, 0), await ArticleAsync());
    }

    private async Task<JsonElement> RunAsync(string rows)
    {
        stage.App.Clock.Advance(TimeSpan.FromHours(1));
        stage.Source.Put(Encoding.UTF8.GetBytes(Header + rows), stage.Now.AddMinutes(-10));
        return await stage.RunNowAsync();
    }

    private async Task<(decimal Price, int Local)> ArticleAsync()
    {
        JsonElement article = await stage.App.GetJsonAsync("/api/catalog/ingram-micro/1");
        return (article.GetProperty("price").GetProperty("amount").GetDecimal(), article.GetProperty("stock").GetProperty("local").GetInt32());
    }

    private static string Counts(JsonElement execution)
    {
        JsonElement counts = execution.GetProperty("counts");
        return $"{FeedStage.Text(execution, "status")} created {counts.GetProperty("created")} updated {counts.GetProperty("updated")} removed {counts.GetProperty("removed")} failed {counts.GetProperty("failed")}";
    }
}
