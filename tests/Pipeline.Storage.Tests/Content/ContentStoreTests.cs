using System.Text.Json;
using Pipeline.Core.Content;
using Pipeline.Storage.Content;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Content;

[Collection(EmulatorCollection.Name)]
public sealed class ContentStoreTests(StorageEmulator emulator)
{
    private readonly ContentStore store = new(emulator.Blobs);

    [Fact]
    public async Task What_was_kept_last_is_read_as_it_was()
    {
        string key = $"acme/{Guid.NewGuid():N}";
        KeptContent none = new(ContentOutcome.NotFound, null, new DateTimeOffset(2026, 3, 10, 6, 0, 0, TimeSpan.Zero), 2);
        KeptContent found = new(
            ContentOutcome.Found,
            new ProductContent
            {
                Source = "acme", SourceId = "1", Brand = "Zentaro", Credit = new ContentCredit("Specs: Acme", new Uri("https://acme.example.test")),
                Gtins = [new ContentGtin("2007100230014", true)], Title = new ContentText("Écran", "fr"), KeyPoints = [new ContentText("Mat", null)],
                Images = [new ContentImage(new Uri("https://img.example.test/1.jpg"), 1200, null)], Features = [new ContentFeature("94", "Poids", "90", "g", "90 g")],
            },
            none.Until.AddDays(30), 0);

        Assert.Null(await store.FindAsync(key, default));
        await store.SaveAsync(key, none, default);
        Assert.Equal(none, await store.FindAsync(key, default));
        await store.SaveAsync(key, found, default);

        Assert.Equal(JsonSerializer.Serialize(found), JsonSerializer.Serialize(await store.FindAsync(key, default)));
    }
}
