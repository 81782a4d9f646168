using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Importing;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Feeds;

/// <summary>One landed price file on its way into the catalogue, on real storage.</summary>
[Collection(StorageCollection.Name)]
public sealed class FeedImportTests(StorageEmulator storage) : IAsyncLifetime
{
    private static readonly FeedId Price = new("ingram-micro", FeedKind.Price);

    private readonly WatchedProfiles profiles = new();

    private PipelineApp app = null!;

    public async Task InitializeAsync() =>
        app = await PipelineApp.StartAsync(storage, services => services.AddSingleton<IFeedProfileCatalog>(profiles));

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task The_layout_kept_with_an_accepted_file_is_the_one_it_was_read_with_though_another_was_saved_meanwhile()
    {
        await ImportAsync();

        FeedRecord record = await app.Get<IFeedStore>().ReadAsync(Price, default);
        AcceptedDetail? kept = await app.Get<IFeedStore>().ReadDetailAsync(record.Accepted!.Detail, default);
        Assert.Equal("saved-1", kept!.Profile.Name);
        Assert.Single(profiles.HandedOut);
    }

    [Fact]
    public async Task A_file_that_is_being_read_is_in_the_list_of_files_and_accepted_afterwards()
    {
        List<string> whileRead = [];
        profiles.OnLook = async () => whileRead.AddRange(await FilesAsync());

        string blob = await ImportAsync();

        Assert.Equal([$"landing/{blob} landed"], whileRead);
        Assert.Equal([$"landing/{blob} accepted"], await FilesAsync());
    }

    private async Task<string> ImportAsync()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Feeds", "price.csv");
        DateTimeOffset now = app.Clock.GetUtcNow();
        FeedFile file = new()
        {
            Feed = Price,
            Blob = LandingNames.Of(Price, now, new string('a', 64), "price.csv"),
            FileTime = now,
            LandedAt = now,
            Size = new FileInfo(path).Length,
        };
        await app.Get<ILandingStore>().LandAsync(file, path, default);
        FeedImportOutcome outcome = await app.Get<FeedImport>().RunAsync(
            new FeedImportRequest(file.Blob, ExecutionId: null, Rollback: false), default);
        Assert.Equal(FeedImportOutcome.Settled, outcome);
        return file.Blob;
    }

    private async Task<IReadOnlyList<string>> FilesAsync() =>
        [.. (await app.GetJsonAsync("/api/feeds/ingram-micro/price/files")).GetProperty("items").EnumerateArray()
            .Select(static file => $"{Text(file, "file")} {Text(file, "status")}")];

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
